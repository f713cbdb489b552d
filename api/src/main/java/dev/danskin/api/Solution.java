package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * @param point [n, …], each instance's answer
 * @param values the objective there, in the problem's own sense; NaN where nothing was evaluated
 * @param outcomes how each instance ended
 * @param spent what each instance cost
 */
public record Solution(Tensor point, double[] values, Outcome[] outcomes, Counts[] spent) {}
