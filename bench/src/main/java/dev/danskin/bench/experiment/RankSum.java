package dev.danskin.bench.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/**
 * The two-sided rank-sum test of Wilcoxon, Mann and Whitney between two solvers on one function. A trial that hit the last target ranks
 * before one that did not; among the former fewer evaluations, among the latter a smaller gap at the end is better.
 *
 * @param p value, not corrected
 * @param better the probability that a trial of the first solver ranks before one of the second, ties counted half
 */
public record RankSum(double p, double better) {
  /** Puts gaps beyond any number of evaluations; gaps of trials that did not hit the last target are &gt; 0. */
  private static final double MISSED = 1e300;
  private static final double SCALE = 1e200;

  /** The first solver's trials against the second's. */
  public static RankSum of(Runs runs, List<Trial> first, List<Trial> second) {
    return of(scores(runs, first), scores(runs, second));
  }

  private static double[] scores(Runs runs, List<Trial> trials) {
    return trials.stream().mapToDouble(t -> score(t, runs.gap(t))).toArray();
  }

  /** Small is good. */
  static double score(Trial trial, double gap) {
    return trial.solved() ? trial.cost(trial.hits().length - 1) : gap < Double.POSITIVE_INFINITY ? Math.min(MISSED, gap * SCALE) : Double.MAX_VALUE;
  }

  /** @param first scores, small is good; {@code second} likewise */
  static RankSum of(double[] first, double[] second) {
    SignificanceResult result = MannWhitneyUTest.withDefaults().test(first, second);
    double u = 0;
    for (double a : first) {
      for (double b : second) {
        u += a < b ? 1 : a == b ? 0.5 : 0;
      }
    }
    double p = result.getPValue();
    return new RankSum(Double.isNaN(p) ? 1 : Math.min(1, p), u / first.length / second.length);
  }

  /**
   * p values corrected for their number: in ascending order, p₍ᵢ₎ ← max over j ≤ i of (m − j + 1) p₍ⱼ₎, at most 1 (Holm: A simple
   * sequentially rejective multiple test procedure; Scand. J. Statist. 1979).
   */
  public static double[] holm(double[] p) {
    int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
    double[] corrected = new double[p.length];
    double most = 0;
    for (int i = 0; i < order.length; i++) {
      most = Math.min(1, Math.max(most, (p.length - i) * p[order[i]]));
      corrected[order[i]] = most;
    }
    return corrected;
  }
}
