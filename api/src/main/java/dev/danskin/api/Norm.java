package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** The norms in which distances are reported, one number per instance. */
public enum Norm {
  /** The number of elements that are not zero. */
  L0,
  /** Σ|x|. */
  L1,
  /** (Σx²)^½. */
  L2,
  /** max|x|. */
  LINF;

  /** The norm of each instance of {@code t} [n, …], as [n]; NaN where an element is NaN. */
  public double[] of(Tensor t) {
    return switch (this) {
      case L1 -> t.rowNorm1();
      case L2 -> t.rowNorm2();
      case LINF -> t.rowNormInf();
      case L0 -> count(t);
    };
  }

  private static double[] count(Tensor t) {
    double[] n = new double[t.rows()];
    double[] row = new double[t.rowSize()];
    for (int r = 0; r < n.length; r++) {
      t.read(r, row);
      for (double v : row) {
        n[r] += Double.isNaN(v) ? v : v == 0 ? 0 : 1;
      }
    }
    return n;
  }
}
