package dev.danskin.bench.suite;

/**
 * A function above its least value. Immutable, so threads may share it.
 *
 * @param optimum [D], where the height is least; not to be overwritten
 * @param height of points
 */
record Landscape(double[] optimum, Height height) {
  /** f(x) − f_opt. */
  @FunctionalInterface
  interface Height {
    /**
     * The height at x, [D].
     *
     * @param y [D], overwritten
     * @param z [D], overwritten
     */
    double at(double[] x, double[] y, double[] z);
  }
}
