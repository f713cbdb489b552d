package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * How wrong logits [n, K] are for their labels: one value per instance, never reduced; an attacker maximises it. With
 * {@link Labels.Targeted} labels the loss takes its targeted form: larger means nearer to the target.
 */
public interface Loss {
  double[] values(Tensor logits, Labels y);

  /** ∂value_i/∂logits_i for each instance, [n, K]. */
  Tensor gradient(Tensor logits, Labels y);
}
