package dev.danskin.bench.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ρ(r) = the share of problems on which a solver's cost is at most r times the least cost of all solvers (Dolan, Moré: Benchmarking
 * optimization software with performance profiles; Math. Program. 2002). A problem is a pair of function and target, its cost the expected
 * running time; one that no solver solved counts as not solved.
 *
 * @param ratios for each problem, ascending; +∞ where the solver did not solve it
 */
public record PerformanceProfile(double[] ratios) {
  private static final double FAR = 4;

  /**
   * Of all solvers of an experiment.
   *
   * @param cells which functions
   * @param targets which targets
   * @return one for each solver, in their order
   */
  public static List<PerformanceProfile> of(Runs runs, List<Cell> cells, int[] targets) {
    int solvers = runs.experiment().solvers().size();
    List<double[]> costs = new ArrayList<>();
    for (Cell cell : cells) {
      List<List<Trial>> trials = new ArrayList<>();
      for (int s = 0; s < solvers; s++) {
        trials.add(runs.of(s, cell));
      }
      for (int k : targets) {
        costs.add(trials.stream().mapToDouble(t -> ExpectedRunningTime.of(t, k).evaluations()).toArray());
      }
    }
    return of(costs, solvers);
  }

  /** @param costs for each problem, for each solver */
  static List<PerformanceProfile> of(List<double[]> costs, int solvers) {
    List<PerformanceProfile> all = new ArrayList<>();
    for (int s = 0; s < solvers; s++) {
      int solver = s;
      all.add(new PerformanceProfile(costs.stream().mapToDouble(c -> ratio(c, solver)).sorted().toArray()));
    }
    return all;
  }

  private static double ratio(double[] costs, int solver) {
    double least = Arrays.stream(costs).min().orElseThrow();
    return costs[solver] < Double.POSITIVE_INFINITY ? costs[solver] / least : Double.POSITIVE_INFINITY;
  }

  /** ρ(r). */
  public double at(double r) {
    return Steps.share(ratios, r);
  }

  /**
   * (1/3) ∫₁⁴ ρ(r) dr, in [0, 1]: the score of AlgoPerf, where ratios beyond 4 count as not solved (Dahl et al.: Benchmarking neural
   * network training algorithms; 2023).
   */
  public double algoPerf() {
    return Arrays.stream(ratios).map(r -> Math.max(0, FAR - r) / (FAR - 1)).average().orElse(0);
  }
}
