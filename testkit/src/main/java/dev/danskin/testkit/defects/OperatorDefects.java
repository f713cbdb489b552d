package dev.danskin.testkit.defects;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.graph.Program;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.LeakyRelu;
import dev.danskin.models.ops.Relu;
import dev.danskin.testkit.OperatorContract;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Operators that a backend computes wrongly, or whose shape rule is wrong; each breaks a law. */
final class OperatorDefects {
  private OperatorDefects() {}

  /** A dense layer on a backend that spoils it. */
  abstract static class Spoilt extends OperatorContract {
    abstract UnaryOperator<Program> spoil(DType type);

    @Override
    protected Operator operator() {
      return new Dense();
    }

    @Override
    protected List<int[]> inputs() {
      return List.of(new int[] {4});
    }

    @Override
    protected List<int[]> parameters() {
      return List.of(new int[] {4, 3}, new int[] {3});
    }

    @Override
    protected GraphBackend backend(DType type) {
      return new SpoiltBackend(type, spoil(type));
    }
  }

  @Planted(breaks = "operator01", how = "a pullback one percent too long", also = "operator03")
  static final class WrongPullback extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.pullbacks((r, i, v) -> type == DType.FLOAT64 ? 1.01 * v : v);
    }
  }

  @Planted(breaks = "operator02", how = "parameter gradients one percent too long")
  static final class WrongParameterPullback extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.parameterPullbacks(p -> 1.01);
    }
  }

  @Planted(breaks = "operator03", how = "too few digits in binary32")
  static final class TooFewDigits extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.outputs((r, i, v) -> type == DType.FLOAT32 ? v * (1 + 1e-5) : v);
    }
  }

  @Planted(breaks = "operator04", how = "rounds by the place in the batch")
  static final class RoundsByPlace extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.outputs((r, i, v) -> r > 15 || r == 1 ? v * (1 + 4e-7) : v);
    }
  }

  @Planted(breaks = "operator05", also = {"operator01", "operator02"}, how = "leaves the last element of its output as it was")
  static final class LeavesTheLastElement extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return program -> new SpoiltBackend.Spoilt(program) {
        private final double[] last = new double[16];

        @Override
        public void output(Tensor out, int first, int count) {
          super.output(out, first, count);
          SpoiltBackend.replace(out, first, count, (r, i, v) -> {
            double before = last[r % 16];
            last[r % 16] = i == 2 ? v : before;
            return i == 2 && before != 0 ? before : v;
          });
        }
      };
    }
  }

  @Planted(breaks = "operator06", how = "a shape rule that takes what it cannot compute")
  static final class TakesAnyShape extends OperatorContract {
    @Override
    protected Operator operator() {
      return new Relu();
    }

    @Override
    protected List<int[]> inputs() {
      return List.of(new int[] {2, 2});
    }

    @Override
    protected List<List<int[]>> misfits() {
      return List.of(List.of(new int[] {4}));
    }
  }

  @Planted(breaks = "operator07", how = "another slope than it says")
  static final class AnotherSlope extends OperatorContract {
    @Override
    protected Operator operator() {
      return new LeakyRelu(0.2);
    }

    @Override
    protected List<int[]> inputs() {
      return List.of(new int[] {5});
    }

    @Override
    protected double[] defined(List<double[]> inputs, List<double[]> parameters) {
      return Arrays.stream(inputs.get(0)).map(x -> x > 0 ? x : 0.1 * x).toArray();
    }
  }

  @Planted(breaks = "operator08", how = "takes a NaN for 0")
  static final class SwallowsNaN extends Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.outputs((r, i, v) -> Double.isNaN(v) ? 0 : v);
    }
  }
}
