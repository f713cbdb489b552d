/**
 * Searches by quadratic models of values: {@link dev.danskin.solvers.quadratic.Bobyqa} for smooth functions whose values are dear and
 * whose gradients are unknown.
 */
package dev.danskin.solvers.quadratic;
