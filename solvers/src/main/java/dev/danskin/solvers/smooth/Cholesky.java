package dev.danskin.solvers.smooth;

/** A = L Lᵀ of a small symmetric positive definite matrix. */
final class Cholesky {
  private final double[][] l;

  private Cholesky(double[][] l) {
    this.l = l;
  }

  /** Overwrites the lower triangle of {@code a}, [n][n]; null if A is not positive definite. */
  static Cholesky of(double[][] a) {
    for (int j = 0; j < a.length; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = a[j][i];
        for (int k = 0; k < i; k++) {
          sum -= a[j][k] * a[i][k];
        }
        if (i == j && !(sum > 0 && Double.isFinite(sum))) {
          return null;
        }
        a[j][i] = i == j ? Math.sqrt(sum) : sum / a[i][i];
      }
    }
    return new Cholesky(a);
  }

  /** b ← A⁻¹ b; returns it. */
  double[] solve(double[] b) {
    forward(b);
    for (int i = l.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < l.length; k++) {
        b[i] -= l[k][i] * b[k];
      }
      b[i] /= l[i][i];
    }
    return b;
  }

  /** b ← L⁻¹ b; returns it. */
  double[] forward(double[] b) {
    for (int i = 0; i < l.length; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= l[i][k] * b[k];
      }
      b[i] /= l[i][i];
    }
    return b;
  }
}
