package dev.danskin.testkit.defects;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L0Ball;
import dev.danskin.api.set.L1Ball;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.FeasibleSetContract;
import dev.danskin.testkit.Tensors;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Sets that break a law each. */
final class SetDefects {
  private SetDefects() {}

  /** A set, open to what spoils it. */
  static class Sound implements FeasibleSet {
    final FeasibleSet set;
    private final UnaryOperator<FeasibleSet> again;

    Sound(FeasibleSet set, UnaryOperator<FeasibleSet> again) {
      this.set = set;
      this.again = again;
    }

    @Override
    public boolean convex() {
      return set.convex();
    }

    @Override
    public Tensor project(Tensor z, Tensor out) {
      return set.project(z, out);
    }

    @Override
    public Tensor extreme(Tensor a, Tensor out) {
      return set.extreme(a, out);
    }

    @Override
    public Tensor steepest(Tensor g, Tensor out) {
      return set.steepest(g, out);
    }

    @Override
    public Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
      return set.unobstructed(z, g, out);
    }

    @Override
    public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
      return set.sample(draws, ids, draw, out);
    }

    @Override
    public FeasibleSet rows(int[] index) {
      return again.apply(set.rows(index));
    }

    @Override
    public boolean[] contains(Tensor z, double tolerance) {
      return set.contains(z, tolerance);
    }
  }

  /** Tries a spoilt ball of L2. */
  abstract static class Ball extends FeasibleSetContract {
    abstract FeasibleSet spoilt(FeasibleSet set);

    FeasibleSet ball(double radius, Box box) {
      return new L2Ball(radius, box);
    }

    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      Tensor low = Tensors.uniform(random, -1, 0, DType.FLOAT64, rows, size);
      Tensor high = Tensors.uniform(random, 0, 1, DType.FLOAT64, rows, size);
      return spoilt(ball(0.2 + random.nextDouble(), new Box(low, high)));
    }

    @Override
    protected Norm norm() {
      return Norm.L2;
    }
  }

  @Planted(breaks = "set01", also = {"set02", "set03", "set11", "set12"}, how = "projects onto a ball a little too large")
  static final class ProjectsOutside extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor project(Tensor z, Tensor out) {
          return super.project(z, out).scale(1 + 1e-6, out);
        }
      };
    }
  }

  @Planted(breaks = "set02", also = {"set04", "set12"}, how = "goes a little farther in at every projection")
  static final class ProjectsTwice extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor project(Tensor z, Tensor out) {
          return super.project(z, out).scale(0.99, out);
        }
      };
    }
  }

  @Planted(breaks = "set03", also = {"set04", "set12"}, how = "says it is convex, and is not")
  static final class NotConvex extends Ball {
    @Override
    FeasibleSet ball(double radius, Box box) {
      return new L0Ball(2, box);
    }

    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public boolean convex() {
          return true;
        }
      };
    }
  }

  @Planted(breaks = "set04", how = "rescales radially where it should project onto a ball of L1", also = "set12")
  static final class RescalesRadially extends Ball {
    @Override
    FeasibleSet ball(double radius, Box box) {
      return new L1Ball(1, new Box(box.low().like().fill(-9), box.low().like().fill(9)));
    }

    @Override
    protected Norm norm() {
      return Norm.L1;
    }

    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor project(Tensor z, Tensor out) {
          return z.rowScale(Arrays.stream(z.rowNorm1()).map(n -> n > 1 ? 1 / n : n == n ? 1 : n).toArray()).into(out);
        }
      };
    }
  }

  @Planted(breaks = "set05", how = "takes the projection of a direction for the extreme point in it")
  static final class NotExtreme extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor extreme(Tensor a, Tensor out) {
          return project(a, out);
        }
      };
    }
  }

  @Planted(breaks = "set06", how = "steps along the sign in a ball of L2")
  static final class SignIsNotSteepest extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor steepest(Tensor g, Tensor out) {
          return g.signum().scale(1 / Math.sqrt(g.rowSize()), out);
        }
      };
    }
  }

  @Planted(breaks = "set07", how = "a support function of the wrong sign", also = "set05")
  static final class SupportsCross extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public double[] support(Tensor a) {
          return Arrays.stream(super.support(a)).map(v -> -v).toArray();
        }
      };
    }
  }

  @Planted(breaks = "set08", how = "samples by place in the batch, not by id")
  static final class SamplesByPlace extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
          return super.sample(draws, LongStream.range(0, ids.length).toArray(), draw, out);
        }
      };
    }
  }

  @Planted(breaks = "set09", how = "gives the first instance's set to all rows that are picked", also = "set08")
  static final class AlwaysTheFirst extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public FeasibleSet rows(int[] index) {
          return super.rows(new int[index.length]);
        }
      };
    }
  }

  @Planted(breaks = "set10", how = "takes a NaN for 0")
  static final class SwallowsNaN extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor project(Tensor z, Tensor out) {
          return super.project(z.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] == v[i] ? v[i] : 0), z.like()), out);
        }
      };
    }
  }

  @Planted(breaks = "set11", how = "holds up every move upwards")
  static final class Obstructs extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
          return g.clamp(Double.NEGATIVE_INFINITY, 0, out);
        }
      };
    }
  }

  @Planted(breaks = "set12", also = {"set02", "set04"}, how = "projects with a loose tolerance")
  static final class ProjectsLoosely extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor project(Tensor z, Tensor out) {
          return super.project(z, out).scale(1 - 1e-7, out);
        }
      };
    }
  }

  @Planted(breaks = "set13", how = "a step that is not projected")
  static final class StepsOutside extends Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new Sound(set, this::spoilt) {
        @Override
        public Tensor step(Tensor z, double a, Direction direction, Tensor g, Tensor out) {
          return z.plus(a, direction == Direction.SIGN ? g.signum() : g, out);
        }
      };
    }
  }
}
