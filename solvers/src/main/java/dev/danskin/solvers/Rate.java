package dev.danskin.solvers;

import dev.danskin.api.Default;
import dev.danskin.api.tensor.Tensor;

/**
 * u ← a_t u, a_t = a · schedule: the last link of most chains.
 *
 * @param rate a, finite and ≥ 0
 * @param schedule how the rate falls, see {@link Schedule#at(int, int, double)}
 * @param warmup the share of the steps, in [0, 1), over which the rate first rises linearly to a
 */
public record Rate(double rate, @Default("constant") Schedule schedule, @Default("0") double warmup) implements Transform {
  public Rate {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("expected a finite rate ≥ 0, found " + rate);
    }
    if (!(warmup >= 0 && warmup < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ warmup < 1, the share of the steps, found " + warmup);
    }
  }

  /** Constant. */
  public Rate(double rate) {
    this(rate, Schedule.CONSTANT, 0);
  }

  @Override
  public State start(Tensor z) {
    return (u, step) -> u.scale(at(step), u);
  }

  /** a_t. */
  double at(Step step) {
    return rate * schedule.at(step.index(), step.total(), warmup);
  }
}
