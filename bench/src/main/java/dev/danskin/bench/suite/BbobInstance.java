package dev.danskin.bench.suite;

import java.util.Arrays;

/**
 * What the random numbers of one BBOB problem give. Its seed is s = b + 10⁴·instance, b the function's number, but that of the function it
 * is a variant of where there is one.
 *
 * @param base b
 * @param instance ≥ 1
 * @param dimension D ≥ 2
 * @param optima how optima are drawn; suites that are kin to this one differ there
 */
record BbobInstance(int base, int instance, int dimension, Optima optima) {
  private static final int OTHER = 1_000_000;

  /** How an optimum is drawn. */
  @FunctionalInterface
  interface Optima {
    /** A point [D]. */
    double[] draw(int dimension, long seed);
  }

  /** s. */
  long seed() {
    return base + 10_000L * instance;
  }

  /** xopt. */
  double[] optimum() {
    return optima.draw(dimension, seed());
  }

  /** A second optimum, of the seed of R. */
  double[] otherOptimum() {
    return optima.draw(dimension, seed() + OTHER);
  }

  /** f_opt. */
  double least() {
    return BbobNumbers.least(seed());
  }

  /** The rotation that the definitions call R. */
  Square r() {
    return BbobNumbers.rotation(dimension, seed() + OTHER);
  }

  /** The rotation that the definitions call Q. */
  Square q() {
    return BbobNumbers.rotation(dimension, seed());
  }

  /** R Λ^a Q. */
  Square conditioned(double a) {
    return r().times(q().scaledRows(lambda(a)));
  }

  /** The diagonal of Λ^a: a^(e_i / 2). */
  double[] lambda(double a) {
    return powers(Math.sqrt(a));
  }

  /** a^(e_i), e_i = i/(D − 1), [D]. */
  double[] powers(double a) {
    double[] p = new double[dimension];
    Arrays.setAll(p, i -> StrictMath.pow(a, exponent(i)));
    return p;
  }

  /** e_i. */
  double exponent(int i) {
    return i / (dimension - 1.0);
  }

  /** The number that asymmetry multiplies: β e_i, [D]. */
  double[] asymmetry(double beta) {
    double[] b = new double[dimension];
    Arrays.setAll(b, i -> beta * exponent(i));
    return b;
  }
}
