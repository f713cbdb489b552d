package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * Nonlinear conjugate gradients (Hager, Zhang 2005): see {@link ConjugateDirections}. Needs four vectors.
 *
 * @param search how far
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record ConjugateGradient(@Default("hager-zhang") LineSearch search, @Default("1e-5") double gtol, @Default("1e-12") double tolfun,
    @Default("1000") int steps) implements NamedDescent {
  public ConjugateGradient {
    Stop.check(steps, gtol, tolfun);
  }

  /** The usual search and tolerances. */
  public ConjugateGradient() {
    this(new HagerZhang(), 1e-5, 1e-12, 1000);
  }

  @Override
  public DescentMethod method() {
    return new DescentMethod(new ConjugateDirections(), search, gtol, tolfun, steps);
  }

  @Override
  public String name() {
    return "cg";
  }
}
