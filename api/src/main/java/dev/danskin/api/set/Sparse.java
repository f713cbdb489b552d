package dev.danskin.api.set;

import java.util.function.IntToDoubleFunction;

/** Orders coordinates by a key. */
final class Sparse {
  private Sparse() {}

  /** 0 … n−1 by decreasing key, ties by increasing index: a merge sort, hence the same on every machine. */
  static int[] descending(int n, IntToDoubleFunction key) {
    double[] keys = new double[n];
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      keys[i] = key.applyAsDouble(i);
      order[i] = i;
    }
    sort(order, new int[n], keys, 0, n);
    return order;
  }

  private static void sort(int[] order, int[] spare, double[] keys, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, spare, keys, from, middle);
    sort(order, spare, keys, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int a = from;
    int b = middle;
    for (int i = from; i < to; i++) {
      boolean left = b == to || a < middle && keys[spare[a]] >= keys[spare[b]];
      order[i] = left ? spare[a++] : spare[b++];
    }
  }
}
