package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * {z ∈ box : ‖z‖₁ ≤ radius}. The projection of y is z_i = clip(sign(y_i)·max(|y_i| − τ, 0)) with the least τ ≥ 0 for
 * which ‖z‖₁ ≤ radius. Σ min(max(|y_i| − τ, 0), c_i) is piecewise linear in τ with breakpoints |y_i| and |y_i| − c_i,
 * c_i being the room in the direction of y_i; sorting them gives τ exactly (without
 * a box: Duchi et al. 2008). (Rescaling y would be feasible, but is not the projection.) Samples: uniform in the ball (Barthe
 * et al. 2005), then projected.
 */
public final class L1Ball extends Ball {
  /**
   * The ball of a radius in a box.
   *
   * @param radius finite and ≥ 0, in the units of the variable
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public L1Ball(double radius, Box box) {
    super(radius, box);
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return perRow(z, out, (v, low, high) -> {
      if (anyNaN(v)) {
        return;
      }
      double tau = threshold(v, low, high);
      for (int i = 0; i < v.length; i++) {
        double shrunk = Math.copySign(Math.max(Math.abs(v[i]) - tau, 0), v[i]);
        v[i] = Math.min(Math.max(shrunk, low[i]), high[i]);
      }
    });
  }

  private static double room(double y, double low, double high) {
    return y > 0 ? high : -low;
  }

  private double threshold(double[] y, double[] low, double[] high) {
    double norm = 0;
    for (int i = 0; i < y.length; i++) {
      norm += Math.min(Math.abs(y[i]), room(y[i], low[i], high[i]));
    }
    if (norm <= radius) {
      return 0;
    }
    double[] breaks = new double[2 * y.length];
    int m = 0;
    for (int i = 0; i < y.length; i++) {
      double c = room(y[i], low[i], high[i]);
      if (c > 0 && y[i] != 0) {
        breaks[m++] = Math.abs(y[i]);
        breaks[m++] = Math.max(0, Math.abs(y[i]) - c);
      }
    }
    Arrays.sort(breaks, 0, m);
    return crossing(y, low, high, breaks, m);
  }

  /** Bisects the breakpoints for the piece on which the norm crosses the radius, then solves on that piece. */
  private double crossing(double[] y, double[] low, double[] high, double[] breaks, int m) {
    int below = -1;
    int above = m - 1;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (norm(y, low, high, breaks[middle]) > radius) {
        below = middle;
      } else {
        above = middle;
      }
    }
    double left = below < 0 ? 0 : breaks[below];
    double right = breaks[above];
    double atLeft = norm(y, low, high, left);
    double atRight = norm(y, low, high, right);
    double share = atLeft == atRight ? 0 : (atLeft - radius) / (atLeft - atRight);
    return left + share * (right - left);
  }

  private static double norm(double[] y, double[] low, double[] high, double tau) {
    double s = 0;
    for (int i = 0; i < y.length; i++) {
      s += Math.min(Math.max(Math.abs(y[i]) - tau, 0), room(y[i], low[i], high[i]));
    }
    return s;
  }

  /** A fractional knapsack: the budget goes to the largest |a_i| first, the first at ties, each up to its bound. */
  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return perRow(a, out, (v, low, high) -> {
      if (anyNaN(v)) {
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
    double[] at = new double[z.rowSize()];
    double[] low = new double[z.rowSize()];
    double[] high = new double[z.rowSize()];
    g.mapRows((r, v) -> {
      z.read(r, at);
      box.low().read(r, low);
      box.high().read(r, high);
      for (int i = 0; i < v.length; i++) {
        v[i] = v[i] > 0 && at[i] >= high[i] || v[i] < 0 && at[i] <= low[i] ? 0 : v[i];
      }
    }, out);
    return steepest(out, out);
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
  double[] size(Tensor z) {
    return z.rowNorm1();
  }

  @Override
  public L1Ball rows(int[] index) {
    return new L1Ball(radius, box.rows(index));
  }
}
