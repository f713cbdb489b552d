package dev.danskin.bench.experiment;

import dev.danskin.api.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The share of triples (function, trial, target) that were hit within the budget, and an interval for it at 95 %: the percentiles of the
 * share over resamples, in each of which the trials of every function are drawn again with replacement, or, where functions have one
 * trial each, the functions (Efron, Tibshirani: An introduction to the bootstrap; 1993).
 */
public record HitShare(double share, double low, double high) {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /** Of one solver on some functions. */
  public static HitShare of(Runs runs, int solver, List<Cell> cells, Draws draws) {
    List<int[]> counts = new ArrayList<>();
    runs.of(solver, cells).values().forEach(trials -> counts.add(trials.stream().mapToInt(Trial::hitCount).toArray()));
    boolean single = counts.stream().allMatch(c -> c.length == 1);
    return of(single ? List.of(counts.stream().mapToInt(c -> c[0]).toArray()) : counts, runs.experiment().targets().size(), draws);
  }

  /**
   * Of numbers of targets hit.
   *
   * @param counts for each function, for each trial
   * @param targets how many there are
   */
  static HitShare of(List<int[]> counts, int targets, Draws draws) {
    double[] resampled = new double[RESAMPLES];
    for (int b = 0; b < RESAMPLES; b++) {
      int resample = b;
      int[] drawn = {0};
      resampled[b] = share(counts, targets, (n, j) -> draws.index(resample, drawn[0]++, n));
    }
    Arrays.sort(resampled);
    return new HitShare(share(counts, targets, (n, j) -> j), Steps.quantile(resampled, TAIL), Steps.quantile(resampled, 1 - TAIL));
  }

  /** @param pick which of n trials stands in place j */
  private static double share(List<int[]> counts, int targets, IntBinaryOperator pick) {
    long hits = 0;
    long all = 0;
    for (int[] of : counts) {
      for (int j = 0; j < of.length; j++) {
        hits += of[pick.applyAsInt(of.length, j)];
        all += targets;
      }
    }
    return (double) hits / all;
  }
}
