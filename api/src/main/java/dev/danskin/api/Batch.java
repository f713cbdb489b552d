package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * Examples to work on together.
 *
 * @param x inputs [n, …], in the units of the data
 * @param y their labels, n of them
 * @param ids [n], each example's zero-based position in the stored data set; its random numbers depend on it
 */
public record Batch(Tensor x, Labels y, long[] ids) {
  public Batch {
    if (x.rows() != y.size() || x.rows() != ids.length) {
      throw new IllegalArgumentException("expected as many inputs as labels and ids, found "
          + x.rows() + ", " + y.size() + " and " + ids.length);
    }
  }

  /** Number of examples, n. */
  public int size() {
    return ids.length;
  }

  /** The examples at {@code index}. */
  public Batch rows(int[] index) {
    long[] picked = new long[index.length];
    for (int i = 0; i < index.length; i++) {
      picked[i] = ids[index[i]];
    }
    return new Batch(x.rows(index), y.rows(index), picked);
  }
}
