package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * The start, then points of a scrambled Halton sequence over the region: coordinate i of point k is the radical inverse of k in the i-th
 * prime b, Σ π(k_j) b^(−j−1) for the digits k_j of k, with a random permutation π of the digits that keeps 0 (Braaten, Weller 1979),
 * shifted by a random number modulo 1 (Cranley, Patterson 1976), so that each point is uniform.
 *
 * <p>It needs no tables and is even in any number of dimensions: Sobol's sequence needs direction numbers for each dimension, and the
 * powers of the generalised golden ratio, whose multiples are shorter to write, lie close to each other in many dimensions.
 *
 * @param evaluations how many points, ≥ 1
 */
public record QuasiRandomSearch(@Default("10000") long evaluations) implements SearchSolver {
  public QuasiRandomSearch {
    Expect.atLeast("evaluations", evaluations, 1);
  }

  @Override
  public Search search(SearchSpace space) {
    return new HaltonSearch(space);
  }
}
