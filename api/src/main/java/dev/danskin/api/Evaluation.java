package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * An objective at m points.
 *
 * @param values [m], one per point
 * @param gradient [m, …], of the points' shape, or null where only values were asked for
 * @param reached [m]; whether the criterion holds at the point, so that its instance may stop
 */
public record Evaluation(double[] values, Tensor gradient, boolean[] reached) {}
