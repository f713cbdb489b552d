package dev.danskin.solvers;

import dev.danskin.api.Default;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.tensor.Tensor;

/**
 * m ← β₁ m + (1 − β₁) u, v ← β₂ v + (1 − β₂) u², then u ← m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ),
 * t = 1, 2, …: Adam with bias correction (Kingma, Ba 2015, algorithm 1).
 *
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε ≥ 1e-37, so that binary32 holds it too
 */
public record ScaleByAdam(@Default("0.9") double beta1, @Default("0.999") double beta2, @Default("1e-8") double epsilon)
    implements Transform {
  public ScaleByAdam {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ beta1, beta2 < 1, found " + beta1 + " and " + beta2);
    }
    if (!(epsilon >= 1e-37)) {
      throw new IllegalArgumentException("expected epsilon ≥ 1e-37, found " + epsilon);
    }
  }

  @Override
  public State start(Tensor z) {
    return new Moments(z, "first", "second") {
      @Override
      public Tensor apply(Tensor u, Step step) {
        Kernels.Adam p = new Kernels.Adam(beta1, beta2, correction(beta1, step), correction(beta2, step), epsilon);
        return u.memory().kernels().adam(u, moment(0), moment(1), p, u);
      }
    };
  }

  private static double correction(double beta, Step step) {
    return 1 - StrictMath.pow(beta, step.index() + 1);
  }
}
