package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * An objective at m points.
 *
 * @param values one per point
 * @param gradient of the points' shape, or null where only values were asked for
 * @param reached whether the criterion holds at the point, so that its instance may stop
 */
public record Evaluation(double[] values, Tensor gradient, boolean[] reached) {}
