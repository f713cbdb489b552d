package dev.danskin.solvers;

import dev.danskin.api.Default;
import dev.danskin.api.Norm;
import dev.danskin.api.tensor.Tensor;

/**
 * u ← u/‖u‖, per instance, 0 where u is 0: with ‖·‖₁ before momentum this is MI-FGSM (Dong et al. 2018).
 *
 * @param norm l1, l2 or linf
 */
public record Normalise(@Default("l1") Norm norm) implements Transform {
  public Normalise {
    if (norm == Norm.L0) {
      throw new IllegalArgumentException("expected the norm l1, l2 or linf to divide by, found l0");
    }
  }

  @Override
  public State start(Tensor z) {
    return (u, step) -> {
      double[] factor = norm.of(u);
      for (int i = 0; i < factor.length; i++) {
        factor[i] = factor[i] == 0 ? 0 : 1 / factor[i];
      }
      return u.rowScale(factor, u);
    };
  }
}
