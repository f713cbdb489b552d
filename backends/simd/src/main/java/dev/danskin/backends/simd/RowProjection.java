package dev.danskin.backends.simd;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Projections;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.Tensor;

/** Projects rows onto a region. */
final class RowProjection {
  private final Region region;
  private final int d;
  private final float[] x;
  private final float[] low;
  private final float[] high;
  private final boolean unbounded;
  private final VectorSums sums = new VectorSums();
  private final double[] squares = new double[2];

  RowProjection(Tensor z, Region region) {
    this.region = region;
    d = z.rowSize();
    unbounded = region.bounds() instanceof Bounds.Around b && b.unbounded();
    Tensor around = SimdKernels.center(region.bounds());
    x = around == null ? null : SimdKernels.array(around);
    boolean each = x == null && !(unbounded && region.norm() != Norm.L1);
    low = each ? SimdKernels.array(region.bounds().low()) : new float[unbounded ? 0 : d];
    high = each ? SimdKernels.array(region.bounds().high()) : new float[unbounded ? 0 : d];
  }

  /** The rows from {@code row} up to {@code end} of z, to out. */
  void project(float[] z, int row, int end, float[] out) {
    if (unbounded && region.norm() == Norm.L2) {
      ball(z, row, end, out);
      return;
    }
    for (int r = row; r < end; r++) {
      int from = r * d;
      if (x != null) {
        VectorSteps.bounds((Bounds.Around) region.bounds(), x, from, d, low, high);
      }
      bounded(z, from, x == null ? 0 : -from, out);
    }
  }

  /** Two rows at a time: they are still in the first cache when they are scaled. */
  private void ball(float[] z, int row, int end, float[] out) {
    for (int r = row; r < end; r += 2) {
      int last = Math.min(r + 2, end);
      sums.squares(z, d, r, last, squares);
      for (int k = r; k < last; k++) {
        float s = (float) Projections.scale(region.radius(), squares[k - r]);
        if (s != 1 || z != out) {
          VectorSteps.scale(z, s, out, k * d, (k + 1) * d);
        }
      }
    }
  }

  private void bounded(float[] z, int from, int shift, float[] out) {
    VectorProjections p = new VectorProjections(z, from, d, low, high, shift);
    switch (region.norm()) {
      case L2 -> clip(z, (float) p.scale(region.radius()), from, shift, out);
      case L1 -> p.shrink(p.threshold(region.radius()), out);
      default -> clip(z, 1, from, shift, out);
    }
  }

  private void clip(float[] z, float s, int from, int shift, float[] out) {
    if (!unbounded) {
      VectorSteps.clip(z, s, low, high, shift, out, from, from + d);
    } else if (s != 1 || z != out) {
      VectorSteps.scale(z, s, out, from, from + d);
    }
  }
}
