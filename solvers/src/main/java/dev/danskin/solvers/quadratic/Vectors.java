package dev.danskin.solvers.quadratic;

/** Sums over rows of numbers, in the order of their indices. */
final class Vectors {
  private Vectors() {}

  /** Σ a_i b_i. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** ‖a − b‖². */
  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = a[i] - b[i];
      sum += d * d;
    }
    return sum;
  }

  /** y ← y + c x. */
  static void add(double c, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += c * x[i];
    }
  }

  /** out ← M x of a square M. */
  static double[] times(double[][] matrix, double[] x, double[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = dot(matrix[i], x);
    }
    return out;
  }
}
