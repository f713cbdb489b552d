package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * A global line search along each axis in turn, for functions that are sums over coordinates, f(x) = Σ f_i(x_i). The points looked at on
 * an axis cut it into intervals [l, r]. Where three neighbours promise, by the minimum of their parabola, to get below the best value f* by
 * more than ε (tolfun), that minimum is looked at (Brent: Algorithms for minimization without derivatives; 1973). Where none does, the
 * easiest interval is halved, that which may get ε below f* with the least curvature
 *
 * <pre>
 * (√(f(l) − f* + ε) + √(f(r) − f* + ε))² / (r − l)²
 * </pre>
 *
 * <p>(STEP: Langerman, Seront, Bersini: S.T.E.P., the easiest way to optimize a function; 1994; together as in Baudiš, Pošík: Global line
 * search algorithm hybridized with quadratic interpolation and its extension to separable functions; GECCO 2015).
 *
 * <p>All axes go through the best point found. Those whose parabolas promise something come first, then round robin. An axis begins with
 * the region's bounds and the start; where nothing bounds x, it goes on beyond an end that is better than all else.
 *
 * <p>It ends when every interval is short, or when the function is flat; if it is to be tested, also where f at a corner of the region, far
 * from the best point x* in every coordinate, is not f(x*) + Σ (f_i(x_i) − f_i(x*_i)), as it has to be for a sum.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param tolx how short intervals become, in widths of the region, &gt; 0
 * @param tolfun ε &gt; 0
 * @param separability whether to go on where the function is no such sum, at the cost of one value
 */
public record CoordinateSearch(
    @Default("100000") long evaluations,
    @Default("1e-10") double tolx,
    @Default("1e-10") double tolfun,
    @Default("assumed") Separability separability)
    implements SearchSolver {
  /** Whether the function is taken to be a sum over coordinates. */
  public enum Separability {
    /** It is, or one that is nearly so. */
    ASSUMED,
    /** The search ends where it is not. */
    TESTED
  }

  public CoordinateSearch {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.positive("tolx", tolx);
    Expect.positive("tolfun", tolfun);
  }

  /** Both tolerances 1e-10; the function is taken to be a sum. */
  public CoordinateSearch(long evaluations) {
    this(evaluations, 1e-10, 1e-10, Separability.ASSUMED);
  }

  /** IllegalArgumentException where the set is neither a box nor the whole space. */
  @Override
  public Search search(SearchSpace space) {
    if (!space.rectangular()) {
      throw new IllegalArgumentException("expected a box or the whole space, found another set; use pattern-search");
    }
    return new SeparableSearch(this, space);
  }
}
