package dev.danskin.api.kernel;

/**
 * Sums in a fixed order: element i is added to accumulator i mod 16, and the accumulators are added in a tree, (0 + 8), (1 + 9), …
 * first. Vector units of four or eight lanes follow the same order.
 */
public final class Sums {
  /** The number of accumulators. */
  public static final int WIDTH = 16;

  private Sums() {}

  /** The sum of sixteen accumulators, which are overwritten. */
  public static double tree(double[] sums) {
    for (int half = WIDTH / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) {
        sums[j] += sums[j + half];
      }
    }
    return sums[0];
  }
}
