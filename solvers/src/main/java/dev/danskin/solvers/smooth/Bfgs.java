package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * BFGS with a dense matrix: see {@link DenseQuasiNewton}. Needs D² numbers.
 *
 * @param search how far
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record Bfgs(@Default("more-thuente") LineSearch search, @Default("1e-5") double gtol, @Default("1e-12") double tolfun,
    @Default("1000") int steps) implements NamedDescent {
  public Bfgs {
    Stop.check(steps, gtol, tolfun);
  }

  /** The usual search and tolerances. */
  public Bfgs() {
    this(new MoreThuente(), 1e-5, 1e-12, 1000);
  }

  @Override
  public DescentMethod method() {
    return new DescentMethod(new DenseQuasiNewton(), search, gtol, tolfun, steps);
  }

  @Override
  public String name() {
    return "bfgs";
  }
}
