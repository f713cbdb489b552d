package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Elementwise work on native memory by plain loops: pieces small enough for the first-level cache are copied to the
 * heap, where the compiler vectorises the loop, and back. The copies are cheap; ND4J's own operation for the pullback of
 * relu is scalar.
 */
final class Staged {
  private static final int PIECE = 2048;
  private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][PIECE]);
  private static final ThreadLocal<int[][]> BITS = ThreadLocal.withInitial(() -> new int[2][PIECE]);

  private Staged() {}

  /** x ← max(x, 0). */
  static void relu(FloatBuffer x, int n) {
    float[] a = SCRATCH.get()[0];
    for (int from = 0; from < n; from += PIECE) {
      int m = Math.min(PIECE, n - from);
      x.get(from, a, 0, m);
      for (int i = 0; i < m; i++) {
        a[i] = Math.max(a[i], 0);
      }
      x.put(from, a, 0, m);
    }
  }

  /**
   * g ← g where y &gt; 0 or y is NaN, else 0, for y = relu(x). In integers, which the compiler vectorises on every JDK where
   * it does not vectorise the choice between two floats: −|y| as an integer has its sign bit set unless y is a zero.
   */
  static void reluPullback(IntBuffer y, IntBuffer g, int n) {
    int[] a = BITS.get()[0];
    int[] b = BITS.get()[1];
    for (int from = 0; from < n; from += PIECE) {
      int m = Math.min(PIECE, n - from);
      y.get(from, a, 0, m);
      g.get(from, b, 0, m);
      for (int i = 0; i < m; i++) {
        b[i] &= -(a[i] & Integer.MAX_VALUE) >> 31;
      }
      g.put(from, b, 0, m);
    }
  }

  /** y ← y + x. */
  static void add(FloatBuffer x, FloatBuffer y, int n) {
    float[] a = SCRATCH.get()[0];
    float[] b = SCRATCH.get()[1];
    for (int from = 0; from < n; from += PIECE) {
      int m = Math.min(PIECE, n - from);
      x.get(from, a, 0, m);
      y.get(from, b, 0, m);
      for (int i = 0; i < m; i++) {
        b[i] += a[i];
      }
      y.put(from, b, 0, m);
    }
  }

  /** Whether one of {@code n} numbers, read as bits, is NaN: its magnitude exceeds that of infinity. */
  static boolean anyNaN(IntBuffer x, int first, int n) {
    int infinity = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    int[] a = BITS.get()[0];
    int seen = 0;
    for (int from = 0; from < n; from += PIECE) {
      int m = Math.min(PIECE, n - from);
      x.get(first + from, a, 0, m);
      for (int i = 0; i < m; i++) {
        seen |= infinity - (a[i] & Integer.MAX_VALUE);
      }
    }
    return seen < 0;
  }

  /** x ← value for {@code n} numbers. */
  static void fill(FloatBuffer x, int first, int n, float value) {
    for (int i = 0; i < n; i++) {
      x.put(first + i, value);
    }
  }

  /** y ← a x + b for each of {@code rows} vectors of the length of a. */
  static void affine(FloatBuffer x, float[] a, float[] b, FloatBuffer y, int rows) {
    float[] piece = SCRATCH.get()[0];
    for (int r = 0; r < rows; r++) {
      for (int from = 0; from < a.length; from += PIECE) {
        int m = Math.min(PIECE, a.length - from);
        x.get(r * a.length + from, piece, 0, m);
        for (int i = 0; i < m; i++) {
          piece[i] = a[from + i] * piece[i] + b[from + i];
        }
        y.put(r * a.length + from, piece, 0, m);
      }
    }
  }

  /** y ← a x for each of {@code rows} vectors of the length of a. */
  static void scale(FloatBuffer x, float[] a, FloatBuffer y, int rows) {
    float[] piece = SCRATCH.get()[0];
    for (int r = 0; r < rows; r++) {
      for (int from = 0; from < a.length; from += PIECE) {
        int m = Math.min(PIECE, a.length - from);
        x.get(r * a.length + from, piece, 0, m);
        for (int i = 0; i < m; i++) {
          piece[i] *= a[from + i];
        }
        y.put(r * a.length + from, piece, 0, m);
      }
    }
  }

  /** Adds {@code bias} to each of {@code rows} vectors. */
  static void bias(FloatBuffer x, float[] bias, float[] row, int rows) {
    int n = bias.length;
    for (int r = 0; r < rows; r++) {
      x.get(r * n, row, 0, n);
      for (int i = 0; i < n; i++) {
        row[i] += bias[i];
      }
      x.put(r * n, row, 0, n);
    }
  }
}
