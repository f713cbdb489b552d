package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * A model at a point: logits, and the transposed Jacobians applied to cotangents [n, K]. Several pullbacks share one
 * forward pass. Belongs to one thread.
 */
public interface Linearized extends AutoCloseable {
  /** The scores, [n, K]. */
  Tensor logits();

  /** Σ_k cotangent_k ∂logit_k/∂x for each instance, of x's shape. */
  Tensor pullback(Tensor cotangent);

  /** Σ_i Σ_k cotangent_ik ∂logit_ik/∂θ, [1, p], summed over the instances in a fixed order. */
  Tensor parameterPullback(Tensor cotangent);

  /**
   * What batch normalization found in this batch, [1, p]: its mean and unbiased variance in the places of its untrained
   * blocks, zero elsewhere. Null unless the model is a {@link Model#training()} that takes statistics.
   */
  default Tensor statistics() {
    return null;
  }

  @Override
  void close();
}
