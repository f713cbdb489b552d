package dev.danskin.bench.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * d(α) = the share of problems that are solved within α · (n + 1) evaluations, the cost of α simplex gradients (Moré, Wild: Benchmarking
 * derivative-free optimization algorithms; SIAM J. Optim. 2009); a problem is a trial here.
 *
 * @param costs of each trial in the unit of the budget, ascending; +∞ where the target was not hit
 */
public record DataProfile(double[] costs) {
  /** Of one solver on some functions, at target k. */
  public static DataProfile of(Runs runs, int solver, List<Cell> cells, int k) {
    DoubleStream costs = DoubleStream.empty();
    for (Map.Entry<Cell, List<Trial>> e : runs.of(solver, cells).entrySet()) {
      costs = DoubleStream.concat(costs, e.getValue().stream()
          .mapToDouble(t -> t.hit(k) ? runs.units(t.cost(k), e.getKey()) : Double.POSITIVE_INFINITY));
    }
    return new DataProfile(costs.sorted().toArray());
  }

  /** The share solved within {@code alpha} units. */
  public double at(double alpha) {
    return Steps.share(costs, alpha);
  }

  /** How many are solved at all. */
  public int solved() {
    return (int) Arrays.stream(costs).filter(c -> c < Double.POSITIVE_INFINITY).count();
  }
}
