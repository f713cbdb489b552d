package dev.danskin.api;

/**
 * A new order of 0 … n−1 for every epoch as a function of (draws, epoch): step t sees the images of positions
 * t·b … t·b + b − 1 within its epoch. A four-round Feistel network over the smallest even-bit power of two ≥ n,
 * walked until it lands below n (cycle walking: Black, Rogaway 2002), so that nothing is stored and any step can be asked
 * for.
 *
 * @param size n ≥ 1
 * @param batchSize b, from 1 to n; what is left of an epoch is dropped
 */
public record Permutation(int size, int batchSize, Draws draws) {
  public Permutation {
    if (size < 1 || batchSize < 1 || batchSize > size) {
      throw new IllegalArgumentException("expected 1 ≤ batch size ≤ " + size + " examples, found " + batchSize);
    }
  }

  /** Steps in an epoch, ⌊n/b⌋. */
  public int steps() {
    return size / batchSize;
  }

  /** The example ids of one step, [b]; step ≥ 0. */
  public long[] ids(long step) {
    long epoch = step / steps();
    int from = (int) (step % steps()) * batchSize;
    long[] ids = new long[batchSize];
    for (int i = 0; i < batchSize; i++) {
      ids[i] = image(epoch, from + i);
    }
    return ids;
  }

  private int image(long epoch, int position) {
    int half = Math.max(1, (33 - Integer.numberOfLeadingZeros(Math.max(1, size - 1))) / 2);
    int v = position;
    do {
      int left = v >>> half;
      int right = v & ((1 << half) - 1);
      for (int round = 0; round < 4; round++) {
        int next = left ^ draws.index((long) round << 32 | right, epoch, 1 << half);
        left = right;
        right = next;
      }
      v = left << half | right;
    } while (v >= size);
    return v;
  }
}
