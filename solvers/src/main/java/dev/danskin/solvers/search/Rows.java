package dev.danskin.solvers.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Points of a population as rows, and their order. */
final class Rows {
  private Rows() {}

  /** The indices from the smallest value on; of equal values the first comes first. */
  static int[] ascending(double[] values) {
    return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).toArray();
  }

  /** The index of the smallest value, the first of equal ones. */
  static int least(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] < values[best] ? i : best;
    }
    return best;
  }

  /** Σ values, the first first: a stream's sum is compensated, differently by different JDKs. */
  static double sum(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum;
  }

  /** max − min; 0 where all are equal, infinite ones too. */
  static double spread(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(0);
    return most == least ? 0 : most - least;
  }

  /** max over points and coordinates of |x_k − x_0| / width. */
  static double extent(double[][] x, double[] width) {
    double most = 0;
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        most = Math.max(most, Math.abs(row[i] - x[0][i]) / width[i]);
      }
    }
    return most;
  }

  /** The rows one after the other. */
  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** The rows of {@code d} numbers each that {@link #flat} put one after the other. */
  static double[][] of(double[] flat, int d) {
    double[][] rows = new double[flat.length / d][];
    Arrays.setAll(rows, k -> Arrays.copyOfRange(flat, k * d, (k + 1) * d));
    return rows;
  }
}
