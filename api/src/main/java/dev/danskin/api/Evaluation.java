package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * An objective at m points.
 *
 * @param values [m], one per point
 * @param gradient [m, …], of the points' shape, or null where only values were asked for
 * @param reached [m]; whether the criterion holds at the point, so that its instance may stop
 * @param statistics [m, p], what batch normalization found in the batches on the way to the gradient, in the places of its
 *     untrained blocks; null if there was none
 * @param residuals [m, r], r such that a value is Σ r²; null where they were not asked for
 */
public record Evaluation(double[] values, Tensor gradient, boolean[] reached, Tensor statistics, Tensor residuals) {
  /** Without residuals. */
  public Evaluation(double[] values, Tensor gradient, boolean[] reached, Tensor statistics) {
    this(values, gradient, reached, statistics, null);
  }

  /** Without statistics and residuals. */
  public Evaluation(double[] values, Tensor gradient, boolean[] reached) {
    this(values, gradient, reached, null, null);
  }
}
