package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * A simplex of D + 1 points, the worst of which is replaced by its reflection c + α(c − x_w) at the centroid c of the others, expanded
 * c + β(x_r − c) or contracted c ± γ(x_r − c); or all points shrink towards the best, x_1 + δ(x_i − x_1) (Nelder, Mead: A simplex method
 * for function minimization; 1965; the order of ties as in Lagarias et al. 1998). Its parameters adapt to the dimension: α = 1, β = 1 +
 * 2/D, γ = 3/4 − 1/(2D), δ = 1 − 1/D (Gao, Han: Implementing the Nelder-Mead simplex algorithm with adaptive parameters; 2012); D = 1
 * takes those of D = 2, the classic ones.
 *
 * <p>A simplex that stagnates, which its own gradient tells, is replaced by a small one along the axes, oriented downhill (Kelley:
 * Detection and remediation of stagnation in the Nelder-Mead algorithm; 1999); one that has converged by one of the first size, as long
 * as that still finds something better.
 *
 * <p>It ends when its simplex is small and its values are close, both; or can be no smaller.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param radius length of the first edges, in widths of the region, &gt; 0
 * @param tolx how small the simplex becomes, in widths of the region, ≥ 0
 * @param tolfun how close its values become, ≥ 0
 * @param restarts how often another simplex is begun, ≥ 0
 */
public record NelderMead(
    @Default("100000") long evaluations,
    @Default("0.1") double radius,
    @Default("1e-11") double tolx,
    @Default("1e-11") double tolfun,
    @Default("10") int restarts)
    implements SearchSolver {
  public NelderMead {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.positive("radius", radius);
    Expect.notNegative("tolx", tolx);
    Expect.notNegative("tolfun", tolfun);
    Expect.atLeast("restarts", restarts, 0);
  }

  /** Edges of a tenth of the region, tolerances of 1e-11, ten more simplices at most. */
  public NelderMead(long evaluations) {
    this(evaluations, 0.1, 1e-11, 1e-11, 10);
  }

  @Override
  public Search search(SearchSpace space) {
    return new SimplexSearch(this, space);
  }
}
