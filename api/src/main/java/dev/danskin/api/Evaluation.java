package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

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

  /**
   * The evaluation of {@code all} points of which only those at {@code live} were evaluated: +∞ and a gradient of 0 at the others.
   *
   * @param some of the points at {@code live}, in their order; null if there are none
   */
  public static Evaluation among(Points all, int[] live, Evaluation some, Order order) {
    double[] values = new double[all.instance().length];
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[values.length];
    Tensor gradient = order == Order.GRADIENT ? all.z().memory().zeros(all.z().type(), all.z().shape()) : null;
    Tensor residuals = order == Order.RESIDUALS && some != null
        ? all.z().memory().zeros(some.residuals().type(), some.residuals().shape().withRows(values.length)) : null;
    for (int k = 0; k < live.length; k++) {
      values[live[k]] = some.values()[k];
      reached[live[k]] = some.reached()[k];
      if (gradient != null) {
        gradient.put(live[k], some.gradient(), k);
      }
      if (residuals != null) {
        residuals.put(live[k], some.residuals(), k);
      }
    }
    return new Evaluation(values, gradient, reached, null, residuals);
  }
}
