package dev.danskin.models.ops;

import java.util.Arrays;

/** NumPy's broadcasting rule on instance shapes: axes are aligned from the last, an axis of extent 1 is repeated. */
public final class Broadcast {
  private Broadcast() {}

  /**
   * The common shape of a and b.
   *
   * @throws IllegalArgumentException if they have none
   */
  public static int[] shape(int[] a, int[] b) {
    int[] y = new int[Math.max(a.length, b.length)];
    for (int i = 1; i <= y.length; i++) {
      int p = i <= a.length ? a[a.length - i] : 1;
      int q = i <= b.length ? b[b.length - i] : 1;
      if (p != q && p != 1 && q != 1) {
        throw new IllegalArgumentException("expected shapes that broadcast, found " + Arrays.toString(a) + " and "
            + Arrays.toString(b));
      }
      y[y.length - i] = Math.max(p, q);
    }
    return y;
  }

  /** For each element of {@code to} in C order, the element of {@code from} that it repeats. */
  public static int[] index(int[] from, int[] to) {
    int[] strides = new int[to.length];
    int stride = 1;
    for (int i = 1; i <= from.length; i++) {
      int e = from[from.length - i];
      strides[to.length - i] = e == 1 ? 0 : stride;
      stride *= e;
    }
    int size = 1;
    for (int e : to) {
      size *= e;
    }
    int[] index = new int[size];
    int[] at = new int[to.length];
    for (int i = 0, place = 0; i < size; i++) {
      index[i] = place;
      for (int a = to.length - 1; a >= 0; a--) {
        place += strides[a];
        if (++at[a] < to[a]) {
          break;
        }
        place -= strides[a] * to[a];
        at[a] = 0;
      }
    }
    return index;
  }
}
