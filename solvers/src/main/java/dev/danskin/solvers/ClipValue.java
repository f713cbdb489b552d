package dev.danskin.solvers;

import dev.danskin.api.tensor.Tensor;

/**
 * u ← min(max(u, −c), c), elementwise.
 *
 * @param limit c &gt; 0
 */
public record ClipValue(double limit) implements Transform {
  public ClipValue {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("expected a limit > 0 to clip at, found " + limit);
    }
  }

  @Override
  public State start(Tensor z) {
    return (u, step) -> u.clamp(-limit, limit, u);
  }
}
