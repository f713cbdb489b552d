package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Logits;
import dev.danskin.api.kernel.Rows;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : ‖z‖₂ ≤ radius}. The projection of y is clip(s·y) with the largest s ∈ [0, 1] for which ‖clip(s·y)‖₂ ≤
 * radius: the Karush-Kuhn-Tucker conditions give z_i = clip(y_i / (1 + λ)). The function s ↦ ‖clip(s·y)‖² is piecewise
 * a + b·s², so Newton's method on its pieces ends after finitely many steps. Samples: uniform in the ball, then
 * projected.
 */
public final class L2Ball extends ConvexBall {
  /**
   * The ball of a radius in a box.
   *
   * @param radius finite and ≥ 0, in the units of the variable
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public L2Ball(double radius, Box box) {
    super(Norm.L2, radius, box, box);
  }

  /** The radius, in the units of the variable. */
  public double radius() {
    return radius;
  }

  @Override
  public Direction steepest() {
    return Direction.NORMALISED;
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return perRow(a, out, (v, low, high) -> {
      if (!Logits.anyNaN(v)) {
        double s = Rows.scale(v, low, high, radius, Double.POSITIVE_INFINITY);
        for (int i = 0; i < v.length; i++) {
          v[i] = Rows.clipped(v[i], s, low[i], high[i]);
        }
      }
    });
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
  public L2Ball rows(int[] index) {
    return new L2Ball(radius, box.rows(index));
  }
}
