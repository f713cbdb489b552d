/**
 * Optimization methods for batches of independent problems over feasible sets. Start with
 * {@link dev.danskin.solvers.ProjectedGradient}.
 */
package dev.danskin.solvers;
