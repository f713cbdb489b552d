package dev.danskin.testkit.defects;

import dev.danskin.api.Draws;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.TransformationContract;

/** Transformations that break a law each. */
final class TransformationDefects {
  private TransformationDefects() {}

  @Planted(breaks = "transformation01", also = {"transformation02", "transformation03"}, how = "overwrites its input")
  static final class OverwritesItsInput extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return (x, draws, ids, draw) -> x.scale(0.5, x);
    }
  }

  @Planted(breaks = "transformation02", how = "divides by the largest element of the batch")
  static final class LooksAtTheBatch extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return (x, draws, ids, draw) -> x.scale(1 / java.util.Arrays.stream(x.rowNormInf()).max().orElse(1));
    }
  }

  @Planted(breaks = "transformation03", how = "draws random numbers and does not say so")
  static final class SecretlyRandom extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return (x, draws, ids, draw) -> x.plus(0.1, draws.normal(ids, draw, x.like()));
    }
  }

  @Planted(breaks = "transformation04", how = "hands back the sign of the cotangent")
  static final class SignOfTheCotangent extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return new Transformation() {
        @Override
        public Tensor apply(Tensor x, Draws draws, long[] ids, long draw) {
          return x.scale(1);
        }

        @Override
        public Tensor pullback(Tensor x, Tensor cotangent, Draws draws, long[] ids, long draw) {
          return cotangent.signum();
        }
      };
    }
  }
}
