package dev.danskin.bench.algebra;

import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;

/** The matrix of the benchmarks. */
final class SampleMatrix {
  private SampleMatrix() {}

  /** I + GGᵀ / n of standard normal G: symmetric, positive definite, eigenvalues of 1 to about 5; [n·n]. */
  static double[] of(int n) {
    double[] g = Philox.of(1, "algebra").normal(new long[] {n}, 0, Tensor.zeros(DType.FLOAT64, 1, n * n)).toDoubles();
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += g[i * n + k] * g[j * n + k];
        }
        a[i * n + j] = sum / n + (i == j ? 1 : 0);
      }
    }
    return a;
  }
}
