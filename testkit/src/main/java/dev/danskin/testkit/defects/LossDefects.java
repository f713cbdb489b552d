package dev.danskin.testkit.defects;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.LossContract;
import java.util.Arrays;

/** Losses that break a law each. */
final class LossDefects {
  private LossDefects() {}

  /** The cross-entropy, open to what spoils it. */
  static class Sound implements Loss {
    private final Loss loss = new CrossEntropy();

    @Override
    public double[] values(Tensor logits, Labels y) {
      return loss.values(logits, y);
    }

    @Override
    public Tensor gradient(Tensor logits, Labels y) {
      return loss.gradient(logits, y);
    }
  }

  private static Tensor withoutNaN(Tensor t) {
    return t.mapRows((r, v) -> Arrays.setAll(v, i -> Double.isNaN(v[i]) ? 0 : v[i]), t.like());
  }

  @Planted(breaks = "loss01", how = "a gradient a tenth too long")
  static final class WrongGradient extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        @Override
        public Tensor gradient(Tensor logits, Labels y) {
          return super.gradient(logits, y).scale(1.1);
        }
      };
    }
  }

  @Planted(breaks = "loss02", how = "divides gradients by the size of the batch", also = "loss01")
  static final class MeanOfTheBatch extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        @Override
        public Tensor gradient(Tensor logits, Labels y) {
          return super.gradient(logits, y).scale(1.0 / y.size());
        }
      };
    }
  }

  @Planted(breaks = "loss03", how = "takes a NaN for 0")
  static final class SwallowsNaN extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        @Override
        public double[] values(Tensor logits, Labels y) {
          return super.values(withoutNaN(logits), y);
        }

        @Override
        public Tensor gradient(Tensor logits, Labels y) {
          return super.gradient(withoutNaN(logits), y);
        }
      };
    }
  }

  @Planted(breaks = "loss04", how = "overflows: exponentials of logits as they are")
  static final class Overflows extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        @Override
        public double[] values(Tensor logits, Labels y) {
          double[] values = super.values(logits, y);
          double[] z = new double[logits.rowSize()];
          for (int i = 0; i < values.length; i++) {
            logits.read(i, z);
            values[i] += 0 * Arrays.stream(z).map(Math::exp).sum();
          }
          return values;
        }
      };
    }
  }

  @Planted(breaks = "loss05", how = "adds the gradient to what was there")
  static final class Accumulates extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        @Override
        public double[] valuesAndGradient(Tensor logits, Labels y, Tensor gradient) {
          gradient.plus(gradient(logits, y), gradient);
          return values(logits, y);
        }
      };
    }
  }

  @Planted(breaks = "loss06", how = "takes classes modulo their number")
  static final class TakesAnyLabel extends LossContract {
    @Override
    protected Loss loss() {
      return new Sound() {
        private Labels folded(Labels y, int classes) {
          return y instanceof Labels.Classes c ? Labels.of(Arrays.stream(c.classes()).map(k -> Math.floorMod(k, classes)).toArray()) : y;
        }

        @Override
        public double[] values(Tensor logits, Labels y) {
          return super.values(logits, folded(y, logits.rowSize()));
        }

        @Override
        public Tensor gradient(Tensor logits, Labels y) {
          return super.gradient(logits, folded(y, logits.rowSize()));
        }
      };
    }
  }
}
