package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : ‖z‖₂ ≤ radius}. The projection of y is clip(s·y) with the largest s ∈ [0, 1] for which ‖clip(s·y)‖₂ ≤
 * radius: the Karush-Kuhn-Tucker conditions give z_i = clip(y_i / (1 + λ)). The function s ↦ ‖clip(s·y)‖² is piecewise
 * a + b·s², so Newton's method on its pieces ends after finitely many steps. Samples: uniform in the ball, then
 * projected.
 */
public final class L2Ball extends Ball {
  /**
   * The ball of a radius in a box.
   *
   * @param radius finite and ≥ 0, in the units of the variable
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public L2Ball(double radius, Box box) {
    super(radius, box);
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return perRow(z, out, (v, low, high) -> scaleAndClip(v, low, high, 1));
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return perRow(a, out, (v, low, high) -> scaleAndClip(v, low, high, Double.POSITIVE_INFINITY));
  }

  /** v ← clip(s·v) with the largest s ≤ most that keeps the norm within the radius. */
  private void scaleAndClip(double[] v, double[] low, double[] high, double most) {
    if (anyNaN(v)) {
      return;
    }
    double whole = 0;
    for (int i = 0; i < v.length; i++) {
      double c = clipped(v[i], most, low[i], high[i]);
      whole += c * c;
    }
    double s = whole <= radius * radius ? most : solve(v, low, high);
    for (int i = 0; i < v.length; i++) {
      v[i] = clipped(v[i], s, low[i], high[i]);
    }
  }

  private static double clipped(double y, double s, double low, double high) {
    return y == 0 ? 0 : Math.min(Math.max(s * y, low), high);
  }

  /** From s = 0 upward: on the unclipped coordinates of the current piece the norm is over-, so s is underestimated. */
  private double solve(double[] y, double[] low, double[] high) {
    double s = 0;
    while (true) {
      double fixed = 0;
      double free = 0;
      for (int i = 0; i < y.length; i++) {
        double z = s * y[i];
        if (y[i] != 0 && z > low[i] && z < high[i] || y[i] > 0 && s == 0 && high[i] > 0 || y[i] < 0 && s == 0 && low[i] < 0) {
          free += y[i] * y[i];
        } else {
          double c = clipped(y[i], s, low[i], high[i]);
          fixed += c * c;
        }
      }
      double next = free == 0 ? s : Math.sqrt(Math.max(0, radius * radius - fixed) / free);
      if (!(next > s * (1 + 1e-15))) {
        return Math.max(next, s);
      }
      s = next;
    }
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.normalised(g, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    draws.normal(ids, draw, out);
    double d = out.rowSize();
    double[] norm = out.rowNorm2();
    Draws radii = draws.at("radius");
    out.mapRows((r, v) -> {
      double u = (radii.index(ids[r], draw, 1 << 30) + 0.5) * 0x1p-30;
      double scale = radius * StrictMath.pow(u, 1 / d) / norm[r];
      for (int i = 0; i < v.length; i++) {
        v[i] *= scale;
      }
    }, out);
    return project(out, out);
  }

  @Override
  double[] size(Tensor z) {
    return z.rowNorm2();
  }

  @Override
  public L2Ball rows(int[] index) {
    return new L2Ball(radius, box.rows(index));
  }
}
