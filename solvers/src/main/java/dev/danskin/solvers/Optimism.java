package dev.danskin.solvers;

import dev.danskin.api.tensor.Tensor;

/**
 * u ← 2u − u⁻, u⁻ the update that came in at the step before (at the first, u itself): the optimistic gradient (Popov
 * 1980; Daskalakis, Ilyas, Syrgkanis, Zeng 2018). Before {@link ScaleByAdam} it makes a variant of optimistic Adam.
 */
public record Optimism() implements Transform {
  @Override
  public State start(Tensor z) {
    return new Moments(z, "previous") {
      @Override
      public Tensor apply(Tensor u, Step step) {
        Tensor previous = moment(0);
        if (step.index() == 0) {
          u.into(previous);
          return u;
        }
        Tensor now = u.into(u.like());
        u.scale(2, u).minus(previous, u);
        now.into(previous);
        return u;
      }
    };
  }
}
