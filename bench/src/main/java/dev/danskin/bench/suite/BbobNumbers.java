package dev.danskin.bench.suite;

/**
 * The random numbers of the BBOB functions (Hansen, Finck, Ros, Auger: Real-parameter black-box optimization benchmarking 2009:
 * noiseless functions definitions; INRIA RR-6829). Uniform: s′ = 16807 s mod (2³¹ − 1) by Schrage's division, shuffled through a table of
 * 32 (Park, Miller: Random number generators: good ones are hard to find; 1988). Normal: √(−2 ln u) cos 2πv. All is a function of a seed.
 */
final class BbobNumbers {
  private static final long PERIOD = 2_147_483_647L;
  private static final int SHUFFLED = 32;

  private BbobNumbers() {}

  /** n uniform numbers in (0, 1). */
  static double[] uniform(int n, long seed) {
    long s = Math.max(1, Math.abs(seed));
    long[] table = new long[SHUFFLED];
    for (int k = 39; k >= 0; k--) {
      s = next(s);
      if (k < SHUFFLED) {
        table[k] = s;
      }
    }
    long last = table[0];
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      s = next(s);
      int j = (int) (last / 67_108_865L);
      last = table[j];
      table[j] = s;
      u[i] = positive(last / (double) PERIOD);
    }
    return u;
  }

  private static long next(long s) {
    long q = s / 127_773;
    long next = 16_807 * (s - 127_773 * q) - 2_836 * q;
    return next < 0 ? next + PERIOD : next;
  }

  private static double positive(double u) {
    return u == 0 ? 1e-99 : u;
  }

  /** n standard normal numbers. */
  static double[] normal(int n, long seed) {
    double[] u = uniform(2 * n, seed);
    double[] g = new double[n];
    for (int k = 0; k < n; k++) {
      g[k] = positive(Math.sqrt(-2 * StrictMath.log(u[k])) * StrictMath.cos(2 * Math.PI * u[n + k]));
    }
    return g;
  }

  /** A rotation: the columns of a matrix of normal numbers, made orthonormal by Gram and Schmidt's method as modified. */
  static Square rotation(int dimension, long seed) {
    double[] b = normal(dimension * dimension, seed);
    for (int i = 0; i < dimension; i++) {
      int column = i * dimension;
      for (int j = 0; j < i; j++) {
        double along = dot(b, column, b, j * dimension, dimension);
        for (int r = 0; r < dimension; r++) {
          b[column + r] -= along * b[j * dimension + r];
        }
      }
      double norm = Math.sqrt(dot(b, column, b, column, dimension));
      for (int r = 0; r < dimension; r++) {
        b[column + r] /= norm;
      }
    }
    return new Square(dimension, b);
  }

  private static double dot(double[] a, int from, double[] b, int other, int n) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += a[from + r] * b[other + r];
    }
    return sum;
  }

  /** A point of [−4, 4]^D on a grid of 8·10⁻⁴, never 0: where most functions have their optimum. */
  static double[] optimum(int dimension, long seed) {
    double[] x = uniform(dimension, seed);
    for (int i = 0; i < dimension; i++) {
      x[i] = 8 * Math.floor(1e4 * x[i]) / 1e4 - 4;
      if (x[i] == 0) {
        x[i] = -1e-5;
      }
    }
    return x;
  }

  /** A least value in [−1000, 1000] to two decimals, Cauchy-distributed. */
  static double least(long seed) {
    double ratio = 100.0 * 100.0 * normal(1, seed)[0] / normal(1, seed + 1)[0];
    return Math.min(1000, Math.max(-1000, Math.floor(ratio + 0.5) / 100));
  }

  /** The indices of {@code u} in increasing order of value. */
  static int[] order(double[] u) {
    int[] order = new int[u.length];
    for (int i = 0; i < u.length; i++) {
      int at = i;
      for (; at > 0 && u[order[at - 1]] > u[i]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
    return order;
  }
}
