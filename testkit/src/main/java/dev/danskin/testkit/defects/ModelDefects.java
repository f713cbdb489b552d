package dev.danskin.testkit.defects;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Parameters;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.ModelContract;
import dev.danskin.testkit.ModelsForTests;
import java.util.Arrays;

/** Models that break a law each. */
final class ModelDefects {
  private ModelDefects() {}

  private static Model network() {
    return ModelsForTests.onJvm(ModelsForTests.dense(2, 6, 12, 3), DType.FLOAT64);
  }

  /** A network, open to what spoils it. */
  static class Sound implements Model {
    final Model f = network();

    @Override
    public Tensor logits(Tensor x) {
      return f.logits(x);
    }

    @Override
    public Linearized linearize(Tensor x) {
      return new Pulled(f.linearize(x));
    }

    @Override
    public Model at(Tensor theta) {
      return f.at(theta);
    }

    @Override
    public Parameters parameters() {
      return f.parameters();
    }

    @Override
    public int classes() {
      return f.classes();
    }

    @Override
    public Domain domain() {
      return f.domain();
    }
  }

  /** A forward pass, open to what spoils it. */
  private static class Pulled implements Linearized {
    final Linearized l;

    Pulled(Linearized l) {
      this.l = l;
    }

    @Override
    public Tensor logits() {
      return l.logits();
    }

    @Override
    public Tensor pullback(Tensor cotangent) {
      return l.pullback(cotangent);
    }

    @Override
    public Tensor parameterPullback(Tensor cotangent) {
      return l.parameterPullback(cotangent);
    }

    @Override
    public void close() {
      l.close();
    }
  }

  abstract static class Spoilt extends ModelContract {
    private final Model spoilt = spoilt();

    abstract Model spoilt();

    @Override
    protected Model model() {
      return spoilt;
    }
  }

  @Planted(breaks = "model01", also = {"model03", "model05", "model08"}, how = "row i reads row i + 1")
  static final class ReadsItsNeighbour extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        private Tensor seen(Tensor x) {
          int[] next = new int[x.rows()];
          Arrays.setAll(next, i -> (i + 1) % next.length);
          return x.plus(1e-2, x.rows(next));
        }

        @Override
        public Tensor logits(Tensor x) {
          return super.logits(seen(x));
        }

        @Override
        public Linearized linearize(Tensor x) {
          return super.linearize(seen(x));
        }
      };
    }
  }

  @Planted(breaks = "model02", how = "linearizes without the last bits: another forward pass")
  static final class AnotherForward extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public Linearized linearize(Tensor x) {
          return new Pulled(f.linearize(x)) {
            @Override
            public Tensor logits() {
              return super.logits().cast(DType.FLOAT32).cast(DType.FLOAT64);
            }
          };
        }
      };
    }
  }

  @Planted(breaks = "model03", how = "a pullback one percent too long")
  static final class WrongPullback extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public Linearized linearize(Tensor x) {
          return new Pulled(f.linearize(x)) {
            @Override
            public Tensor pullback(Tensor cotangent) {
              return super.pullback(cotangent).scale(1.01);
            }
          };
        }
      };
    }
  }

  @Planted(breaks = "model04", how = "adds to the last pullback of the same forward pass")
  static final class Accumulates extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public Linearized linearize(Tensor x) {
          return new Pulled(f.linearize(x)) {
            private Tensor sum;

            @Override
            public Tensor pullback(Tensor cotangent) {
              sum = sum == null ? super.pullback(cotangent) : sum.plus(super.pullback(cotangent));
              return sum;
            }
          };
        }
      };
    }
  }

  @Planted(breaks = "model05", how = "means over the batch where the parameter pullback sums")
  static final class MeanOfTheBatch extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public Linearized linearize(Tensor x) {
          return new Pulled(f.linearize(x)) {
            @Override
            public Tensor parameterPullback(Tensor cotangent) {
              return super.parameterPullback(cotangent).scale(1.0 / x.rows());
            }
          };
        }
      };
    }
  }

  @Planted(breaks = "model06", how = "overwrites its own parameters by those of another model")
  static final class SharesParameters extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public Model at(Tensor theta) {
          Model other = super.at(theta);
          f.parameters().theta().mapRows((r, v) -> theta.read(0, v), f.parameters().theta());
          return other;
        }
      };
    }
  }

  @Planted(breaks = "model07", how = "decides for the least logit")
  static final class DecidesForTheLeast extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        @Override
        public int[] decide(Tensor x) {
          return logits(x).clamp(-1e9, 1e9).scale(-1).rowArgmax();
        }
      };
    }
  }

  @Planted(breaks = "model08", how = "takes a NaN for 0")
  static final class SwallowsNaN extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        private Tensor seen(Tensor x) {
          return x.mapRows((r, v) -> Arrays.setAll(v, i -> Double.isNaN(v[i]) ? 0 : v[i]), x.like());
        }

        @Override
        public Tensor logits(Tensor x) {
          return super.logits(seen(x));
        }
      };
    }
  }

  @Planted(breaks = "model09", how = "reads as much of an input as it needs")
  static final class TakesAnyShape extends Spoilt {
    @Override
    Model spoilt() {
      return new Sound() {
        private Tensor seen(Tensor x) {
          double[] from = new double[x.rowSize()];
          Tensor out = Tensor.zeros(x.type(), x.rows(), domain().features());
          return x.rowSize() == domain().features() ? x : out.mapRows((r, v) -> {
            x.read(r, from);
            System.arraycopy(from, 0, v, 0, Math.min(v.length, from.length));
          }, out);
        }

        @Override
        public Tensor logits(Tensor x) {
          return super.logits(seen(x));
        }

        @Override
        public Linearized linearize(Tensor x) {
          return super.linearize(seen(x));
        }
      };
    }
  }
}
