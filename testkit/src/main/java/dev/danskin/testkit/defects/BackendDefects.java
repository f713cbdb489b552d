package dev.danskin.testkit.defects;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.testkit.BackendContract;
import dev.danskin.testkit.ModelsForTests;
import java.util.List;

/** Backends that break a law each. */
final class BackendDefects {
  private BackendDefects() {}

  abstract static class Spoilt extends BackendContract {
    @Override
    protected List<Graph> networks() {
      return List.of(ModelsForTests.linear(1, 7, 3), ModelsForTests.dense(2, 20, 16, 10),
          ModelsForTests.normalized(7, new int[] {2, 4, 4}, 3));
    }
  }

  @Planted(breaks = "backend01", how = "a polynomial of too few terms", also = {"backend06", "backend08"})
  static final class Imprecise extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.outputs((r, i, v) -> v * (1 + 1e-4)));
    }
  }

  @Planted(breaks = "backend02", how = "rounds by the place in the tile")
  static final class RoundsByPlace extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.pullbacks((r, i, v) -> r % 16 == 15 ? v * (1 + 1e-6) : v));
    }
  }

  @Planted(breaks = "backend03", how = "holds constants for the thread that made it, and no other")
  static final class OneThreadOnly extends Spoilt {
    @Override
    protected GraphBackend backend() {
      Thread maker = Thread.currentThread();
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.outputs((r, i, v) -> Thread.currentThread() == maker ? v : v * (1 + 1e-6)));
    }
  }

  @Planted(breaks = "backend04", how = "a pullback spoils the forward pass for the next")
  static final class OnePullbackOnly extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, program -> new SpoiltBackend.Spoilt(program) {
        private int pulled;

        @Override
        public void forward(Tensor x, int first, int count) {
          super.forward(x, first, count);
          pulled = 0;
        }

        @Override
        public void pullback(Tensor cotangent, int first, int count, Tensor out) {
          super.pullback(pulled++ == 0 ? cotangent : cotangent.scale(0), first, count, out);
        }
      });
    }
  }

  @Planted(breaks = "backend05", how = "takes a NaN for 0")
  static final class SwallowsNaN extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.outputs((r, i, v) -> Double.isNaN(v) ? 0 : v));
    }
  }

  @Planted(breaks = "backend06", how = "keeps the parameters that it was given first")
  static final class KeepsItsParameters extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, program -> new SpoiltBackend.Spoilt(program) {
        private boolean loaded;

        @Override
        public void parameters(Tensor theta) {
          if (!loaded) {
            super.parameters(theta);
          }
          loaded = true;
        }
      });
    }
  }

  @Planted(breaks = "backend07", how = "sums parameter gradients in another order in large tiles")
  static final class SumsByTile extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.parameterPullbacks(p -> p.tile() == 64 ? 1 + 1e-6 : 1));
    }
  }

  @Planted(breaks = "backend08", how = "a biased variance")
  static final class BiasedVariance extends Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, program -> new SpoiltBackend.Spoilt(program) {
        @Override
        public void statistics(Tensor out) {
          super.statistics(out);
          out.scale(15.0 / 16, out);
        }
      });
    }
  }
}
