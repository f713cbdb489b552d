package dev.danskin.api.loss;

import dev.danskin.api.tensor.Tensor;

/**
 * max_{k≠y} z_k − z_y, positive exactly where the model errs (Carlini, Wagner 2017, without its cut at κ); targeted:
 * z_t − max_{k≠t} z_k.
 */
public record Margin() implements LossOfClasses {
  @Override
  public double[] at(Tensor logits, int[] y, int[] targets, Tensor gradient) {
    return logits.memory().kernels().margin(logits, targets == null ? y : targets, targets == null ? 1 : -1, gradient);
  }
}
