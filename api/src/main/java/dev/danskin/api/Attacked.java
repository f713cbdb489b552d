package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * What an attack found, per example; all arrays are [n].
 *
 * @param adversarial x ⊕ δ [n, …]
 * @param success whether the attack's criterion holds there, re-evaluated by the driver
 * @param decisions the model's class there; −1 where it gave NaN or was not asked
 * @param outcomes how the search ended
 * @param spent what it cost
 */
public record Attacked(Tensor adversarial, boolean[] success, int[] decisions, Outcome[] outcomes, Counts[] spent) {}
