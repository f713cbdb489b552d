package dev.danskin.solvers.quadratic;

import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.tensor.Shape;

/**
 * Bound optimization by quadratic approximation: values at m points determine a quadratic model Q, the one whose Hessian is nearest to
 * that of the model before, and the next value is asked for where the model is least in a trust region,
 *
 * <pre>
 *   min ‖∇²Q⁺ − ∇²Q‖_F   where Q⁺(x_k) = f(x_k), k = 1 … m
 *   min Q⁺(x + d)        where ‖d‖ ≤ Δ and the bounds hold,
 * </pre>
 *
 * or where a point improves the set of points (M. J. D. Powell: The NEWUOA software for unconstrained optimization without derivatives,
 * 2006; The BOBYQA algorithm for bound constrained optimization without derivatives, report DAMTP 2009/NA06). For smooth functions of up
 * to some hundred variables, without gradients, with little or no noise. Bounds are never left. On a set that is no box it searches
 * f(Π(x)). The first m points are asked for at once, then one at a time. What it keeps grows as 7 n², and each value costs of the order
 * of n² to n³ operations beside the function.
 *
 * @param npt m, from n + 2 to (n + 1)(n + 2)/2; 0 is 2n + 1; cut to that range
 * @param rhobeg the first radius as a share of the region's width, in units where nothing bounds it; &gt; 0, at most half the distance
 *     of bounds is taken
 * @param rhoend the last radius likewise, in (0, rhobeg]: about the accuracy of the variables
 * @param evaluations most values, ≥ 1
 */
public record Bobyqa(@Default("0") int npt, @Default("0.2") double rhobeg, @Default("1e-9") double rhoend,
    @Default("100000") long evaluations) implements SearchSolver {
  /** More variables than this need more memory than a search should take by surprise. */
  private static final int MOST = 1000;

  public Bobyqa {
    if (npt < 0) {
      throw new IllegalArgumentException("expected npt ≥ 0, found " + npt + "; 0 means 2n + 1");
    }
    if (!(rhobeg > 0) || Double.isInfinite(rhobeg)) {
      throw new IllegalArgumentException("expected a finite rhobeg > 0, found " + rhobeg);
    }
    if (!(rhoend > 0) || rhoend > rhobeg) {
      throw new IllegalArgumentException("expected rhoend in (0, rhobeg = " + rhobeg + "], found " + rhoend);
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  /** 2n + 1 points and the default radii. */
  public Bobyqa(long evaluations) {
    this(0, 0.2, 1e-9, evaluations);
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    if (shape.rowSize() > MOST) {
      throw new IllegalArgumentException("expected at most " + MOST + " variables, found " + shape.rowSize()
          + ": bobyqa keeps matrices of their square; take a method for large problems");
    }
  }

  @Override
  public Search search(SearchSpace space) {
    return new ModelSearch(this, space);
  }

  /** How many points the models of n variables take. */
  int points(int n) {
    long most = (n + 1L) * (n + 2) / 2;
    return (int) Math.min(most, Math.max(n + 2L, npt == 0 ? 2L * n + 1 : npt));
  }
}
