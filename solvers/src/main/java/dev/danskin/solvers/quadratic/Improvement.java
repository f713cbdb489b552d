package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;

/**
 * A step to where a point of an {@link InterpolationSet} should move so that the set determines models better: where the absolute value
 * of the point's Lagrange function, and so the denominator of the change of H, is large. Candidates are steps that make ±ℓ_t small in
 * the trust region, and the best ones on the lines from the centre through each other point, along which ℓ_t is a known parabola
 * (Conn, Scheinberg, Vicente: Introduction to derivative-free optimization, 2009, chapter 6; Powell 2009, section 3).
 */
final class Improvement {
  private final InterpolationSet set;
  private final int t;
  private final double[] low;
  private final double[] high;
  private final double radius;
  private double[] best;
  private double most;

  private Improvement(InterpolationSet set, int t, double[] low, double[] high, double radius) {
    this.set = set;
    this.t = t;
    this.low = low;
    this.high = high;
    this.radius = radius;
  }

  /**
   * The step from the centre, [n].
   *
   * @param t the point to be moved, not the centre
   * @param low ≤ 0, bounds of the step
   * @param high ≥ 0
   */
  static double[] step(InterpolationSet set, int t, double[] low, double[] high, double radius, TruncatedConjugateGradients solver) {
    Improvement i = new Improvement(set, t, low, high, radius);
    QuadraticModel lagrange = new QuadraticModel(set.n);
    lagrange.add(1, set, t);
    i.extreme(lagrange, solver);
    i.onLines(lagrange.g);
    return i.best;
  }

  private void extreme(QuadraticModel lagrange, TruncatedConjugateGradients solver) {
    int n = set.n;
    double[] g = lagrange.g.clone();
    double[][] h = new double[n][];
    for (int i = 0; i < n; i++) {
      h[i] = lagrange.hessian[i].clone();
    }
    for (int sign = 0; sign < 2; sign++) {
      solver.solve(g, h, low, high, radius);
      compare(solver.d.clone());
      for (int i = 0; i < n; i++) {
        g[i] = -g[i];
        for (int j = 0; j < n; j++) {
          h[i][j] = -h[i][j];
        }
      }
    }
  }

  /** The longest, and where they are extreme the best, steps along the line that seems best. */
  private void onLines(double[] slope) {
    double[] c = set.centre();
    double[] step = null;
    double value = 0;
    for (int k = 0; k < set.m; k++) {
      if (k == set.best) {
        continue;
      }
      double[] u = new double[set.n];
      for (int i = 0; i < u.length; i++) {
        u[i] = set.y[k][i] - c[i];
      }
      double a = along(u, dot(slope, u), k == t ? 1 : 0);
      double there = Math.abs(parabola(a, dot(slope, u), k == t ? 1 : 0));
      if (there > value) {
        value = there;
        for (int i = 0; i < u.length; i++) {
          u[i] *= a;
        }
        step = u;
      }
    }
    if (step != null) {
      for (int i = 0; i < step.length; i++) {
        step[i] = Math.min(high[i], Math.max(low[i], step[i]));
      }
      compare(step);
    }
  }

  /** ℓ_t at the share a of the way from the centre, where it is 0, with this slope, to a point where it is {@code end}. */
  private static double parabola(double a, double slope, double end) {
    return a * (slope + a * (end - slope));
  }

  /** The share of u at which |ℓ_t| is largest. */
  private double along(double[] u, double slope, double end) {
    double reach = radius / Math.sqrt(dot(u, u));
    double forward = reach;
    double back = -reach;
    for (int i = 0; i < u.length; i++) {
      if (u[i] != 0) {
        double toHigh = high[i] / u[i];
        double toLow = low[i] / u[i];
        forward = Math.min(forward, Math.max(toHigh, toLow));
        back = Math.max(back, Math.min(toHigh, toLow));
      }
    }
    double best = Math.abs(parabola(forward, slope, end)) >= Math.abs(parabola(back, slope, end)) ? forward : back;
    double turning = slope / (2 * (slope - end));
    if (turning > back && turning < forward && Math.abs(parabola(turning, slope, end)) > Math.abs(parabola(best, slope, end))) {
      return turning;
    }
    return best;
  }

  private void compare(double[] d) {
    set.look(d);
    double here = set.denominator(t);
    if (best == null || here > most) {
      best = d;
      most = here;
    }
  }
}
