package dev.danskin.testkit.defects;

import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.KernelsContract;
import java.util.Arrays;

/** Kernels that break the law each in another place: they are not the bits of the definition. */
final class KernelsDefects {
  private KernelsDefects() {}

  @Planted(breaks = "kernels01", how = "rounds a step once where the definition rounds twice")
  static final class FusesTheStep extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor step(Tensor z, double a, Direction direction, Tensor g, Region region, Tensor out) {
          return PLAIN.step(z, Math.nextUp((float) a), direction, g, region, out);
        }
      };
    }
  }

  @Planted(breaks = "kernels02", how = "projects onto a ball that is a rounding too small", also = "kernels01")
  static final class SmallerBall extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor project(Tensor z, Region region, Tensor out) {
          return PLAIN.project(z, new Region(region.norm(), region.radius() * (1 - 1e-5), region.bounds()), out);
        }
      };
    }
  }

  @Planted(breaks = "kernels03", how = "adds from the last element to the first")
  static final class AddsBackwards extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public double[] rowNorm1(Tensor x) {
          double[] row = new double[x.rowSize()];
          double[] sums = new double[x.rows()];
          for (int r = 0; r < sums.length; r++) {
            x.read(r, row);
            for (int i = row.length - 1; i >= 0; i--) {
              sums[r] += Math.abs(row[i]);
            }
          }
          return row.length > 1000 ? PLAIN.rowNorm1(x) : sums;
        }
      };
    }
  }

  @Planted(breaks = "kernels04", how = "loses the sign of zero")
  static final class LosesTheSignOfZero extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor axpy(Tensor z, double a, Tensor x, Tensor out) {
          Tensor sum = PLAIN.axpy(z, a, x, out);
          return sum.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] == 0 ? 0.0 : v[i] * (1 + 1e-7)), sum);
        }
      };
    }
  }

  @Planted(breaks = "kernels05", how = "leaves Nesterov's look ahead out")
  static final class NoLookAhead extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor momentum(Tensor u, Tensor v, double mu, boolean nesterov, Tensor out) {
          return PLAIN.momentum(u, v, mu, false, out);
        }
      };
    }
  }

  @Planted(breaks = "kernels06", how = "forgets the sign of a targeted loss")
  static final class ForgetsTheSign extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public double[] crossEntropy(Tensor logits, int[] y, int sign, Tensor gradient) {
          return PLAIN.crossEntropy(logits, y, 1, gradient);
        }
      };
    }
  }

  @Planted(breaks = "kernels07", how = "gives every draw the numbers of the first")
  static final class OneDraw extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor uniform(long key, long[] ids, long draw, Tensor out) {
          return PLAIN.uniform(key, ids, 0, out);
        }
      };
    }
  }

  @Planted(breaks = "kernels08", how = "compares with a NaN", also = "kernels04")
  static final class SwallowsNaN extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public Tensor relu(Tensor x, Tensor out) {
          return x.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] > 0 ? v[i] : 0), out);
        }
      };
    }
  }

  @Planted(breaks = "kernels09", how = "adds long rows in binary32")
  static final class AddsInSinglePrecision extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {
        @Override
        public double[] rowSum(Tensor x) {
          return x.rowSize() > 1000 && x.type() == DType.FLOAT32 ? new double[] {single(x)} : PLAIN.rowSum(x);
        }
      };
    }

    private static float single(Tensor x) {
      double[] row = new double[x.rowSize()];
      x.read(0, row);
      float sum = 0;
      for (double v : row) {
        sum += (float) v;
      }
      return sum;
    }
  }
}
