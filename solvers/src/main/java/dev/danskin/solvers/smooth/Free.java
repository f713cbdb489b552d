package dev.danskin.solvers.smooth;

/** The variables that may change, among all. */
final class Free {
  private Free() {}

  /** v at the free variables, [k]. */
  static double[] gathered(double[] v, int[] free) {
    if (free.length == v.length) {
      return v.clone();
    }
    double[] some = new double[free.length];
    for (int k = 0; k < free.length; k++) {
      some[k] = v[free[k]];
    }
    return some;
  }

  /** [n] with v at the free variables and 0 at the others; v itself where all are free. */
  static double[] scattered(double[] v, int[] free, int n) {
    if (free.length == n) {
      return v;
    }
    double[] all = new double[n];
    for (int k = 0; k < free.length; k++) {
      all[free[k]] = v[k];
    }
    return all;
  }

  /** −∇f at the free variables, 0 at the others; [D]. */
  static double[] steepest(Place at, int[] free) {
    double[] g = at.gradient();
    return scattered(Vectors.scale(-1, gathered(g, free)), free, g.length);
  }
}
