package dev.danskin.bench.suite;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Linear functions of Moré, Garbow and Hillstrom (Testing unconstrained optimization software; ACM TOMS 1981), numbers 32-34 there. */
final class LinearResiduals {
  private LinearResiduals() {}

  /** r_i = x_i − 2 Σ_j x_j / m − 1, the first term for i ≤ n only. */
  static UnaryOperator<double[]> fullRank(int n, int m) {
    return x -> {
      double sum = 0;
      for (double v : x) {
        sum += v;
      }
      double[] r = new double[m];
      Arrays.fill(r, -2 * sum / m - 1);
      for (int i = 0; i < n; i++) {
        r[i] += x[i];
      }
      return r;
    };
  }

  /** r_i = i Σ_j j x_j − 1. */
  static UnaryOperator<double[]> rankOne(int n, int m) {
    return x -> {
      double sum = weighted(x, 0, n);
      double[] r = new double[m];
      Arrays.setAll(r, i -> (i + 1) * sum - 1);
      return r;
    };
  }

  /** r_i = (i − 1) Σ_{1&lt;j&lt;n} j x_j − 1, and r_1 = r_m = −1. */
  static UnaryOperator<double[]> rankOneZeroColumns(int n, int m) {
    return x -> {
      double sum = weighted(x, 1, n - 1);
      double[] r = new double[m];
      Arrays.setAll(r, i -> i * sum - 1);
      r[m - 1] = -1;
      return r;
    };
  }

  private static double weighted(double[] x, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += (j + 1) * x[j];
    }
    return sum;
  }
}
