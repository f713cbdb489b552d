package dev.danskin.solvers.cma;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * CMA-ES, the evolution strategy with covariance matrix adaptation (Hansen, Ostermeier 2001; Jastrebski, Arnold 2006 for negative weights;
 * constants of Hansen: The CMA evolution strategy, a tutorial; arXiv:1604.00772): candidates are drawn from N(m, σ² C), and m, σ and C follow
 * the better ones and leave the worse ones. Invariant under order-preserving changes of values and, in a free space, rotations.
 *
 * <p>Costs λ values a generation and O(N²) operations a value.
 *
 * @param sigma the first standard deviations, as a share of the set's width (of 1 where nothing bounds it), &gt; 0
 * @param population λ ≥ 2; 0 for 4 + ⌊3 ln N⌋
 * @param covariance full, or diagonal for many variables
 * @param active whether worse candidates repel, by negative weights
 * @param bounds what is done about points outside the set
 * @param tolerances when a run ends
 * @param evaluations most values per instance, ≥ 1
 */
public record CmaEs(@Default("0.25") double sigma, @Default("0") int population, @Default("full") Shape covariance,
    @Default("true") boolean active, @Default("transform") Bounds bounds, @Default("tolerances") Tolerances tolerances, @Default("100000") long evaluations) implements SearchSolver {
  /** What of the covariance is learnt. */
  public enum Shape {
    /** All of it. */
    FULL,
    /** The diagonal, at rates (N+2)/3 times as high: sep-CMA-ES (Ros, Hansen 2008). */
    DIAGONAL
  }

  public CmaEs {
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected sigma > 0, found " + sigma);
    }
    if (population != 0 && population < 2) {
      throw new IllegalArgumentException("expected a population of at least 2, or 0 for the default, found " + population);
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  /** The defaults with a limit. */
  public CmaEs(double sigma, long evaluations) {
    this(sigma, 0, Shape.FULL, true, Bounds.TRANSFORM, new Tolerances(), evaluations);
  }

  @Override
  public Search search(SearchSpace space) {
    return new StartFirst(space, search(space, lambda(space.dimension()), sigma));
  }

  /** A run with another population and another first step. */
  Search search(SearchSpace space, int lambda, double share) {
    return new CmaSearch(this, space, lambda, share);
  }

  int lambda(int n) {
    return population == 0 ? CmaParameters.population(n) : population;
  }

  CmaParameters parameters(int n, int lambda) {
    return CmaParameters.of(n, lambda, active, covariance == Shape.FULL ? 1 : (n + 2) / 3.0);
  }

  Covariance covariance(double[] deviations) {
    return covariance == Shape.FULL ? new FullCovariance(deviations) : new DiagonalCovariance(deviations);
  }
}
