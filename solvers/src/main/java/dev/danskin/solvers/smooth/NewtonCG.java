package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * Newton's method with inexact directions: see {@link InexactNewton}. Products with the Hessian are differences of gradients and counted as
 * such.
 *
 * @param inner most products for a direction, ≥ 1
 * @param search how far
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record NewtonCG(@Default("200") int inner, @Default("more-thuente") LineSearch search, @Default("1e-5") double gtol, @Default("1e-12") double tolfun,
    @Default("1000") int steps) implements NamedDescent {
  public NewtonCG {
    Stop.check(steps, gtol, tolfun);
    new InexactNewton(inner);
  }

  /** The usual search and tolerances. */
  public NewtonCG() {
    this(200, new MoreThuente(), 1e-5, 1e-12, 1000);
  }

  @Override
  public DescentMethod method() {
    return new DescentMethod(new InexactNewton(inner), search, gtol, tolfun, steps);
  }

  @Override
  public String name() {
    return "newton-cg";
  }
}
