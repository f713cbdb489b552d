package dev.danskin.solvers;

import dev.danskin.api.Default;
import dev.danskin.api.tensor.Tensor;

/**
 * v ← μ v + u, then u ← v: the heavy ball (Polyak 1964); or u ← u + μ v: Nesterov's acceleration (1983), in the form of
 * Sutskever et al. (2013) whose variable is the point where gradients are taken.
 *
 * @param momentum μ in [0, 1)
 * @param nesterov whether to look ahead along v
 */
public record Momentum(@Default("0.9") double momentum, @Default("false") boolean nesterov) implements Transform {
  public Momentum {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ momentum < 1, found " + momentum);
    }
  }

  @Override
  public State start(Tensor z) {
    return new Moments(z, "velocity") {
      @Override
      public Tensor apply(Tensor u, Step step) {
        return u.memory().kernels().momentum(u, moment(0), momentum, nesterov, u);
      }
    };
  }
}
