package dev.danskin.runtime.evaluation;

import java.util.Arrays;

/**
 * Robust accuracy over seeds.
 *
 * @param mean of the accuracies
 * @param deviation their standard deviation, (Σ (a − mean)² / (k − 1))^½
 * @param least the smallest; {@code most} the largest
 */
public record Spread(double mean, double deviation, double least, double most) {
  /** Of k ≥ 2 accuracies. */
  public static Spread of(double[] accuracies) {
    if (accuracies.length < 2) {
      throw new IllegalArgumentException("expected the accuracies of at least 2 seeds, found " + accuracies.length);
    }
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    double squares = Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).sum();
    return new Spread(mean, Math.sqrt(squares / (accuracies.length - 1)), Arrays.stream(accuracies).min().orElseThrow(),
        Arrays.stream(accuracies).max().orElseThrow());
  }
}
