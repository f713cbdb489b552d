package dev.danskin.api.loss;

import dev.danskin.api.tensor.Tensor;

/**
 * DLR (Croce, Hein 2020): −(z_y − max_{k≠y} z_k) / (z₍₁₎ − z₍₃₎ + 10⁻¹²), z₍₁₎ ≥ z₍₂₎ ≥ … the sorted logits; targeted:
 * −(z_y − z_t) / (z₍₁₎ − (z₍₃₎ + z₍₄₎)/2 + 10⁻¹²). Invariant under shifts and scales of the logits. The gradient flows
 * through the denominator.
 *
 * <p>Fewer classes than the formula needs: with 3 classes the targeted denominator is z₍₁₎ − z₍₃₎ + 10⁻¹²; with 2 there
 * is no third logit, the denominator is 1 and the loss is the margin, which is no longer invariant under scales.
 */
public record DifferenceOfLogitsRatio() implements LossOfClasses {
  @Override
  public double[] at(Tensor logits, int[] y, int[] targets, Tensor gradient) {
    return logits.memory().kernels().logitsRatio(logits, y, targets, gradient);
  }
}
