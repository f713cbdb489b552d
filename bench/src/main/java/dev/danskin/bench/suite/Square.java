package dev.danskin.bench.suite;

/**
 * A square matrix B, not to be overwritten.
 *
 * @param dimension D
 * @param columns [D·D], column by column: B[r][c] = columns[c·D + r]
 */
record Square(int dimension, double[] columns) {
  /** z = Bx, each z_r summed in the order of the columns. Column by column, for then the inner loop is one of vectors. */
  void times(double[] x, double[] z) {
    int n = dimension;
    double first = x[0];
    for (int r = 0; r < n; r++) {
      z[r] = columns[r] * first;
    }
    for (int c = 1; c < n; c++) {
      double factor = x[c];
      int column = c * n;
      for (int r = 0; r < n; r++) {
        z[r] += columns[column + r] * factor;
      }
    }
  }

  /** BᵀX for a vector X. */
  double[] transposedTimes(double[] x) {
    double[] z = new double[dimension];
    for (int c = 0; c < dimension; c++) {
      for (int r = 0; r < dimension; r++) {
        z[c] += columns[c * dimension + r] * x[r];
      }
    }
    return z;
  }

  /** diag(d) B. */
  Square scaledRows(double[] d) {
    double[] scaled = new double[columns.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = d[k % dimension] * columns[k];
    }
    return new Square(dimension, scaled);
  }

  /** B times another matrix. */
  Square times(Square other) {
    double[] product = new double[columns.length];
    double[] x = new double[dimension];
    double[] z = new double[dimension];
    for (int c = 0; c < dimension; c++) {
      System.arraycopy(other.columns, c * dimension, x, 0, dimension);
      times(x, z);
      System.arraycopy(z, 0, product, c * dimension, dimension);
    }
    return new Square(dimension, product);
  }
}
