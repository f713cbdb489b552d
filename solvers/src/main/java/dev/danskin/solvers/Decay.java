package dev.danskin.solvers;

import dev.danskin.api.tensor.Tensor;

/**
 * u ← u + λ z. Behind moments and before the rate this is decoupled weight decay (Loshchilov, Hutter 2019); before them it
 * is the gradient of λ/2 ‖z‖₂² added to that of the objective.
 *
 * @param decay λ, finite and ≥ 0
 */
public record Decay(double decay) implements Transform {
  public Decay {
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException("expected a finite decay ≥ 0, found " + decay);
    }
  }

  @Override
  public State start(Tensor z) {
    return (u, step) -> u.plus(decay, step.z(), u);
  }
}
