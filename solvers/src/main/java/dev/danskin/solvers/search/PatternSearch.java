package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * Polls x ± h e_i: where one is better x goes there and h becomes θ₊h, where none is h becomes θ₋h (Hooke, Jeeves: Direct search solution
 * of numerical and statistical problems; 1961; Torczon: On the convergence of pattern search algorithms; 1997).
 *
 * <p>It ends when the steps are small.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param radius the first step h, in widths of the region, &gt; 0
 * @param expansion θ₊ in [1, 100]
 * @param contraction θ₋ in [0.01, 0.99]
 * @param tolx how small the step becomes, in widths of the region, &gt; 0
 * @param polling which points are looked at before x moves
 */
public record PatternSearch(
    @Default("100000") long evaluations,
    @Default("0.1") double radius,
    @Default("2") double expansion,
    @Default("0.5") double contraction,
    @Default("1e-11") double tolx,
    @Default("exploratory") Polling polling)
    implements SearchSolver {
  /** Which points are looked at before x moves. */
  public enum Polling {
    /** All 2D, which may be evaluated at once; x goes to the best. */
    COMPLETE,
    /** One after the other until one is better, that which last was so first. */
    OPPORTUNISTIC,
    /**
     * One coordinate after the other, x moving on at once; a round that gets from b to x is repeated from 2x − b: the pattern moves of
     * Hooke and Jeeves.
     */
    EXPLORATORY
  }

  public PatternSearch {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.positive("radius", radius);
    Expect.between("expansion", expansion, 1, 100);
    Expect.between("contraction", contraction, 0.01, 0.99);
    Expect.positive("tolx", tolx);
  }

  /** Pattern moves, steps from a tenth of the region to 1e-11 of it. */
  public PatternSearch(long evaluations) {
    this(evaluations, 0.1, 2, 0.5, 1e-11, Polling.EXPLORATORY);
  }

  @Override
  public Search search(SearchSpace space) {
    return polling == Polling.EXPLORATORY ? new HookeJeeves(this, space) : new CompassSearch(this, space);
  }
}
