package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.kernel.Logits;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {z ≥ 0 : Σz = total} for each instance, with the norm ‖·‖₁. Projection: z_i = max(y_i − τ, 0) with τ from the sorted y
 * (Held, Wolfe, Crowder 1974). Samples are uniform.
 *
 * @param total &gt; 0, finite
 */
public record Simplex(double total) implements FeasibleSet {
  public Simplex {
    if (!(total > 0) || Double.isInfinite(total)) {
      throw new IllegalArgumentException("expected a finite total > 0, found " + total);
    }
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return z.mapRows((r, v) -> {
      if (Logits.anyNaN(v)) {
        return;
      }
      double[] sorted = v.clone();
      Arrays.sort(sorted);
      double sum = 0;
      double tau = 0;
      for (int j = 1; j <= v.length; j++) {
        sum += sorted[v.length - j];
        double candidate = (sum - total) / j;
        if (sorted[v.length - j] > candidate) {
          tau = candidate;
        }
      }
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.max(v[i] - tau, 0);
      }
    }, out);
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    int[] best = a.rowArgmax();
    return a.mapRows((r, v) -> {
      if (best[r] >= 0) {
        Arrays.fill(v, 0);
        v[best[r]] = total;
      }
    }, out);
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.largest(g, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    draws.uniform(ids, draw, out);
    return out.mapRows((r, u) -> {
      double sum = 0;
      for (int i = 0; i < u.length; i++) {
        u[i] = -StrictMath.log(u[i] + 0x1p-25);
        sum += u[i];
      }
      for (int i = 0; i < u.length; i++) {
        u[i] *= total / sum;
      }
    }, out);
  }

  @Override
  public FeasibleSet rows(int[] index) {
    return this;
  }

  @Override
  public boolean[] contains(Tensor z, double tolerance) {
    double[] sum = z.rowSum();
    double[] size = z.rowNorm1();
    boolean[] inside = new boolean[sum.length];
    for (int r = 0; r < inside.length; r++) {
      inside[r] = Math.abs(sum[r] - total) <= tolerance * total && size[r] - sum[r] <= 2 * tolerance * total;
    }
    return inside;
  }
}
