package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * L-BFGS: see {@link LimitedQuasiNewton}. Needs 2m + 6 vectors.
 *
 * @param memory m ≥ 1, how many pairs are kept
 * @param search how far
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record LimitedMemory(@Default("10") int memory, @Default("more-thuente") LineSearch search, @Default("1e-5") double gtol, @Default("1e-12") double tolfun,
    @Default("1000") int steps) implements NamedDescent {
  public LimitedMemory {
    Stop.check(steps, gtol, tolfun);
    LBfgsB.checkMemory(memory);
  }

  /** The usual search and tolerances. */
  public LimitedMemory() {
    this(10, new MoreThuente(), 1e-5, 1e-12, 1000);
  }

  @Override
  public DescentMethod method() {
    return new DescentMethod(new LimitedQuasiNewton(memory), search, gtol, tolfun, steps);
  }

  @Override
  public String name() {
    return "l-bfgs";
  }
}
