package dev.danskin.solvers.smooth;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.RegionOfInterest;
import java.util.Arrays;

/**
 * low ≤ x ≤ high, [D], each of them perhaps infinite.
 *
 * @param any whether one is finite
 * @param all whether each is
 */
record Bounds(double[] low, double[] high, boolean any, boolean all) {
  static Bounds of(SearchSpace space) {
    boolean any = false;
    boolean all = true;
    for (int i = 0; i < space.dimension(); i++) {
      boolean below = space.low()[i] > Double.NEGATIVE_INFINITY;
      boolean above = space.high()[i] < Double.POSITIVE_INFINITY;
      any |= below || above;
      all &= below && above;
    }
    return new Bounds(space.low(), space.high(), any, all);
  }

  /** Refuses sets other than boxes, which balls of L∞ are, too. */
  static void accept(String solver, FeasibleSet sets) {
    if (!(sets instanceof Box || sets instanceof LInfBall || sets instanceof Everywhere || sets instanceof RegionOfInterest)) {
      throw new IllegalArgumentException("expected a box, an L∞ ball or the whole space for the solver " + solver + ", found "
          + sets.getClass().getSimpleName() + "; use pgd or apgd");
    }
  }

  /** Moves x, [D], to the nearest point within; overwrites and returns it. */
  double[] clamp(double[] x) {
    for (int i = 0; any && i < x.length; i++) {
      x[i] = Math.min(Math.max(x[i], low[i]), high[i]);
    }
    return x;
  }

  /** As {@link #clamp}, x going along d: what rounding left just short of a bound is put onto it. */
  double[] snapped(double[] x, double[] d) {
    for (int i = 0; any && i < x.length; i++) {
      double to = d[i] > 0 ? high[i] : d[i] < 0 ? low[i] : x[i];
      x[i] = Math.abs(to - x[i]) <= 4 * Math.ulp(x[i]) ? to : x[i];
    }
    return clamp(x);
  }

  /** The largest a with x + a d within; may be +∞. */
  double reach(double[] x, double[] d) {
    double a = Double.POSITIVE_INFINITY;
    for (int i = 0; any && i < x.length; i++) {
      if (d[i] != 0) {
        a = Math.min(a, ((d[i] > 0 ? high[i] : low[i]) - x[i]) / d[i]);
      }
    }
    return a;
  }

  /** The variables at no bound against which −g pushes, ascending. */
  int[] free(double[] x, double[] g) {
    int[] free = new int[x.length];
    int m = 0;
    for (int i = 0; i < x.length; i++) {
      if (!(g[i] > 0 && x[i] <= low[i] || g[i] < 0 && x[i] >= high[i])) {
        free[m++] = i;
      }
    }
    return Arrays.copyOf(free, m);
  }

  /** Those of the variables {@code among} that no bound stops at once on the way along d. */
  int[] moving(double[] x, double[] d, int[] among) {
    return Arrays.stream(among).filter(i -> !(d[i] < 0 && x[i] <= low[i] || d[i] > 0 && x[i] >= high[i])).toArray();
  }

  /** d without what would leave the box at once; overwrites and returns d. */
  double[] unobstructed(double[] x, double[] d) {
    for (int i = 0; i < x.length; i++) {
      d[i] = d[i] < 0 && x[i] <= low[i] || d[i] > 0 && x[i] >= high[i] ? 0 : d[i];
    }
    return d;
  }

  /** ‖P(x − g) − x‖∞: 0 at stationary points, max|g| where nothing is bounded. */
  double stationarity(double[] x, double[] g) {
    if (!any) {
      return Vectors.largest(g);
    }
    double m = 0;
    for (int i = 0; i < x.length; i++) {
      double to = Math.min(Math.max(x[i] - g[i], low[i]), high[i]);
      m = Math.max(m, g[i] == 0 ? 0 : Math.min(Math.abs(g[i]), Math.abs(to - x[i])));
    }
    return m;
  }
}
