package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * What a solver found, per instance.
 *
 * @param point [n, …], each instance's answer
 * @param values [n], the objective there, in the problem's own sense; NaN where nothing was evaluated
 * @param outcomes [n], how each instance ended
 * @param spent [n], what each instance cost
 */
public record Solution(Tensor point, double[] values, Outcome[] outcomes, Counts[] spent) {}
