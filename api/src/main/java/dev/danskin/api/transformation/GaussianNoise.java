package dev.danskin.api.transformation;

import dev.danskin.api.Draws;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.Tensor;

/**
 * T(x) = x + σ n, n standard normal in every feature, fresh for every answer (randomized smoothing: Cohen et al. 2019). The noise is not
 * clipped to the domain. The pullback is exact: the identity.
 *
 * @param sigma σ, finite and ≥ 0, in the units of the data
 */
public record GaussianNoise(double sigma) implements Transformation {
  public GaussianNoise {
    if (!(sigma >= 0) || Double.isInfinite(sigma)) {
      throw new IllegalArgumentException("expected a finite sigma ≥ 0, found " + sigma);
    }
  }

  @Override
  public Tensor apply(Tensor x, Draws draws, long[] ids, long draw) {
    Tensor noise = draws.normal(ids, draw, x.like());
    return x.plus(sigma, noise, noise);
  }

  @Override
  public boolean random() {
    return true;
  }
}
