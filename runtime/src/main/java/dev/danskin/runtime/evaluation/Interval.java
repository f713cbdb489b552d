package dev.danskin.runtime.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Clopper-Pearson: the exact two-sided interval for a probability after {@code hits} of {@code trials}, [B⁻¹(α/2; k,
 * n−k+1), B⁻¹(1−α/2; k+1, n−k)] with α = 0.05.
 */
public record Interval(double low, double high) {
  private static final double ALPHA = 0.05;

  /**
   * The interval at 95 % confidence.
   *
   * @throws IllegalArgumentException unless 0 ≤ hits ≤ trials and trials ≥ 1
   */
  public static Interval of(int hits, int trials) {
    if (hits < 0 || hits > trials || trials < 1) {
      throw new IllegalArgumentException("expected 0 ≤ hits ≤ trials ≥ 1, found " + hits + " of " + trials);
    }
    double low = hits == 0 ? 0 : BetaDistribution.of(hits, trials - hits + 1.0).inverseCumulativeProbability(ALPHA / 2);
    double high = hits == trials ? 1
        : BetaDistribution.of(hits + 1.0, trials - hits).inverseSurvivalProbability(ALPHA / 2);
    return new Interval(low, high);
  }
}
