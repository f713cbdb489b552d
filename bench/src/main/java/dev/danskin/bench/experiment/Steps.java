package dev.danskin.bench.experiment;

import java.util.Arrays;

/** Shares of ascending numbers. */
final class Steps {
  private Steps() {}

  /** The share of {@code ascending} that is at most {@code x}. */
  static double share(double[] ascending, double x) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ascending.length == 0 ? 0 : (double) low / ascending.length;
  }

  /** The number below which the share {@code q} lies: the least whose place is at least q · n. */
  static double quantile(double[] numbers, double q) {
    double[] ascending = numbers.clone();
    Arrays.sort(ascending);
    return ascending[Math.min(ascending.length - 1, Math.max(0, (int) Math.ceil(q * ascending.length) - 1))];
  }
}
