package dev.danskin.solvers;

import dev.danskin.api.tensor.Tensor;

/**
 * u ← u · min(1, c/‖u‖₂), per instance: clipping by norm (Pascanu, Mikolov, Bengio 2013).
 *
 * @param norm c &gt; 0
 */
public record Clip(double norm) implements Transform {
  public Clip {
    if (!(norm > 0)) {
      throw new IllegalArgumentException("expected a norm > 0 to clip at, found " + norm);
    }
  }

  @Override
  public State start(Tensor z) {
    return (u, step) -> {
      double[] factor = u.rowNorm2();
      for (int i = 0; i < factor.length; i++) {
        factor[i] = factor[i] > norm ? norm / factor[i] : 1;
      }
      return u.rowScale(factor, u);
    };
  }
}
