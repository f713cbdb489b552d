package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Logits;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : ‖z‖₁ ≤ radius}. The projection of y is z_i = clip(sign(y_i)·max(|y_i| − τ, 0)) with the least τ ≥ 0 for
 * which ‖z‖₁ ≤ radius. Σ min(max(|y_i| − τ, 0), c_i) is piecewise linear in τ with breakpoints |y_i| and |y_i| − c_i,
 * c_i being the room in the direction of y_i; Newton's method with a bracket finds the piece, and on it τ is exact (without
 * a box: Duchi et al. 2008). (Rescaling y would be feasible, but is not the projection.) Samples: uniform in the ball (Barthe
 * et al. 2005), then projected.
 */
public final class L1Ball extends ConvexBall {
  /**
   * The ball of a radius in a box.
   *
   * @param radius finite and ≥ 0, in the units of the variable
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public L1Ball(double radius, Box box) {
    super(Norm.L1, radius, box, box);
  }

  private static double room(double y, double low, double high) {
    return y > 0 ? high : -low;
  }

  /** A fractional knapsack: the budget goes to the largest |a_i| first, the first at ties, each up to its bound. */
  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return perRow(a, out, (v, low, high) -> {
      if (Logits.anyNaN(v)) {
        return;
      }
      int[] order = Sparse.descending(v.length, i -> Math.abs(v[i]));
      double left = radius;
      for (int i : order) {
        double step = v[i] == 0 ? 0 : Math.min(left, room(v[i], low[i], high[i]));
        left -= step;
        v[i] = Math.copySign(step, v[i]);
      }
    });
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.largest(g, out);
  }

  /** The largest |g_i| among the coordinates that are not yet at the bound towards which g_i points. */
  @Override
  public Tensor steepest(Tensor z, Tensor g, Tensor out) {
    return steepest(unobstructed(z, g, out), out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    draws.uniform(ids, draw, out);
    Draws rest = draws.at("simplex");
    out.mapRows((r, u) -> {
      double sum = 0;
      for (int i = 0; i < u.length; i++) {
        double centred = 2 * u[i] - 1 + 0x1p-24;
        double exponential = -StrictMath.log(Math.abs(centred));
        sum += exponential;
        u[i] = Math.copySign(exponential, centred);
      }
      sum += -StrictMath.log((rest.index(ids[r], draw, 1 << 30) + 0.5) * 0x1p-30);
      for (int i = 0; i < u.length; i++) {
        u[i] *= radius / sum;
      }
    }, out);
    return project(out, out);
  }

  @Override
  public L1Ball rows(int[] index) {
    return new L1Ball(radius, box.rows(index));
  }
}
