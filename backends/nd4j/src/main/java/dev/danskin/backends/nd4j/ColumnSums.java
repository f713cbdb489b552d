package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The sum of the rows of a matrix, as of a bias: b̄ = Σ ȳ. Narrow rows are taken several at a time, so that the loop is
 * long enough for the compiler to vectorise; the order depends on the extents only.
 */
final class ColumnSums {
  private static final int LANES = 512;
  private final int columns;
  private final float[] piece;
  private final float[] lanes;

  ColumnSums(int columns) {
    this.columns = columns;
    int width = columns * Math.max(1, LANES / columns);
    piece = new float[width];
    lanes = new float[width];
  }

  /** Adds the sums of {@code rows} rows, the first of which begins at {@code from}, to {@code sum} from {@code offset}. */
  void add(FloatBuffer matrix, int from, int rows, float[] sum, int offset) {
    Arrays.fill(lanes, 0);
    int n = rows * columns;
    for (int done = 0; done < n; done += lanes.length) {
      int m = Math.min(lanes.length, n - done);
      matrix.get(from + done, piece, 0, m);
      for (int i = 0; i < m; i++) {
        lanes[i] += piece[i];
      }
    }
    for (int i = columns; i < lanes.length; i += columns) {
      for (int j = 0; j < columns; j++) {
        lanes[j] += lanes[i + j];
      }
    }
    for (int j = 0; j < columns; j++) {
      sum[offset + j] += lanes[j];
    }
  }
}
