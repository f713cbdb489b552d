package dev.danskin.models.loops.float32;

/**
 * y ← y + Σ_k a_k x_k, the one loop under every matrix product here: vectorised along y, and each element's sum in the
 * order of k whatever the unrolling.
 */
final class Axpy {
  private Axpy() {}

  /**
   * Adds a[aFrom + k·aStep] · x[xFrom + k·m … ] for k = 0 … count − 1 to the m elements of y from yFrom.
   */
  static void sum(int count, float[] a, int aFrom, int aStep, float[] x, int xFrom, float[] y, int yFrom, int m) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      int p = xFrom + k * m;
      int q = aFrom + k * aStep;
      four(a[q], a[q + aStep], a[q + 2 * aStep], a[q + 3 * aStep], x, p, y, yFrom, m);
    }
    for (; k < count; k++) {
      one(a[aFrom + k * aStep], x, xFrom + k * m, y, yFrom, m);
    }
  }

  private static void four(float a0, float a1, float a2, float a3, float[] x, int p0, float[] y, int yFrom, int m) {
    int p1 = p0 + m;
    int p2 = p1 + m;
    int p3 = p2 + m;
    for (int j = 0; j < m; j++) {
      y[yFrom + j] = y[yFrom + j] + a0 * x[p0 + j] + a1 * x[p1 + j] + a2 * x[p2 + j] + a3 * x[p3 + j];
    }
  }

  private static void one(float a, float[] x, int xFrom, float[] y, int yFrom, int m) {
    for (int j = 0; j < m; j++) {
      y[yFrom + j] = y[yFrom + j] + a * x[xFrom + j];
    }
  }

  /** The transpose of the rows × columns matrix at {@code from} of x, written to y. */
  static void transpose(float[] x, int from, int rows, int columns, float[] y) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        y[c * rows + r] = x[from + r * columns + c];
      }
    }
  }
}
