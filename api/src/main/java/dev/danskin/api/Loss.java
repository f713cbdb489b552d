package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * How wrong logits [n, K] are for their labels: one value per instance, never reduced; an attacker maximises it. With
 * {@link Labels.Targeted} labels the loss takes its targeted form: larger means nearer to the target.
 */
public interface Loss {
  /**
   * The loss of each instance, [n]; NaN where a logit is NaN.
   *
   * @throws IllegalArgumentException unless there are n labels, each in [0, K) or a distribution over K classes
   */
  double[] values(Tensor logits, Labels y);

  /** ∂value_i/∂logits_i for each instance, [n, K]; a row is NaN where one of its logits is. */
  Tensor gradient(Tensor logits, Labels y);

  /**
   * Both at once.
   *
   * @param gradient of logits' shape, overwritten by the gradient
   * @return the values
   */
  default double[] valuesAndGradient(Tensor logits, Labels y, Tensor gradient) {
    gradient(logits, y).into(gradient);
    return values(logits, y);
  }
}
