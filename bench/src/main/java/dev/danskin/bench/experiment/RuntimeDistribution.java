package dev.danskin.bench.experiment;

import dev.danskin.api.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The empirical distribution of runtimes over pairs of function and target, with simulated restarts: the runtime of a pair is that of a
 * trial drawn at random, plus, until one hits the target, those of further trials drawn with replacement (Hansen, Auger, Brockhoff,
 * Tušar: Anytime performance assessment in blackbox optimization benchmarking; IEEE TEVC 2022). First draws go through the trials in
 * turn, so without restarts the distribution is that of the trials.
 *
 * @param runtimes in the unit of the budget, ascending; +∞ for pairs that no trial hit
 */
public record RuntimeDistribution(double[] runtimes) {
  private static final int DRAWS = 100;

  /**
   * Of one solver.
   *
   * @param solver its place in the experiment
   * @param cells which functions
   * @param targets which targets
   * @param draws for the restarts
   */
  public static RuntimeDistribution of(Runs runs, int solver, List<Cell> cells, int[] targets, Draws draws) {
    List<double[]> all = new ArrayList<>();
    for (Map.Entry<Cell, List<Trial>> e : runs.of(solver, cells).entrySet()) {
      Draws own = draws.at("f" + e.getKey().function() + ".d" + e.getKey().dimension() + ".i" + e.getKey().instance());
      for (int k : targets) {
        all.add(of(e.getValue(), k, runs.experiment().allowance().unit(e.getKey().dimension()), own));
      }
    }
    double[] runtimes = all.stream().flatMapToDouble(Arrays::stream).toArray();
    Arrays.sort(runtimes);
    return new RuntimeDistribution(runtimes);
  }

  /** The runtimes of one target: as often from each trial, at least 100 in all. */
  static double[] of(List<Trial> trials, int k, int unit, Draws draws) {
    int n = trials.size();
    double[] runtimes = new double[n * ((DRAWS + n - 1) / n)];
    if (trials.stream().noneMatch(t -> t.hit(k))) {
      Arrays.fill(runtimes, Double.POSITIVE_INFINITY);
      return runtimes;
    }
    int drawn = 0;
    for (int d = 0; d < runtimes.length; d++) {
      Trial t = trials.get(d % n);
      long sum = t.cost(k);
      while (!t.hit(k)) {
        t = trials.get(draws.index(k, drawn++, n));
        sum += t.cost(k);
      }
      runtimes[d] = (double) sum / unit;
    }
    return runtimes;
  }

  /** The share of pairs whose runtime is at most {@code budget}. */
  public double at(double budget) {
    return Steps.share(runtimes, budget);
  }
}
