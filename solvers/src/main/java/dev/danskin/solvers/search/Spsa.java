package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * Simultaneous perturbation: θ ← θ − a_k ĝ, ĝ_i = (f(θ + c_k Δ) − f(θ − c_k Δ))/(2 c_k Δ_i) with random signs Δ, a_k = a/(A + k)^0.602 and
 * c_k = c/k^0.101 (Spall: Implementation of the simultaneous perturbation algorithm for stochastic optimization; 1998), in widths of the
 * region. A is a tenth of the steps; a follows from five pairs around the start, such that coordinates at first move by {@code step} in
 * the mean. Where no pair has two values, θ goes back and a is halved.
 *
 * <p>The points of a pair are asked for together, and a stochastic objective draws the same numbers for both. The last point asked for is
 * θ. It ends when all evaluations are spent or ten steps in a row were small.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param step how far each coordinate moves in the first step, in widths of the region, &gt; 0
 * @param difference c, in widths of the region, &gt; 0
 * @param averages how many ĝ a step takes the mean of, ≥ 1
 * @param blocking a step to a value worse by more than this is not taken, which costs a value each; ≥ 0, or −1: all are
 * @param tolx how small steps become, in widths of the region, ≥ 0
 */
public record Spsa(
    @Default("100000") long evaluations,
    @Default("0.05") double step,
    @Default("0.01") double difference,
    @Default("1") int averages,
    @Default("-1") double blocking,
    @Default("1e-11") double tolx)
    implements SearchSolver {
  public Spsa {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.positive("step", step);
    Expect.positive("difference", difference);
    Expect.atLeast("averages", averages, 1);
    Expect.notNegative("blocking", blocking == -1 ? 0 : blocking);
    Expect.notNegative("tolx", tolx);
  }

  /** One pair a step, all steps taken. */
  public Spsa(long evaluations) {
    this(evaluations, 0.05, 0.01, 1, -1, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    return new PerturbationSearch(this, space);
  }
}
