/**
 * Optimization methods for batches of independent problems over feasible sets. Start with
 * {@link dev.danskin.solvers.ProjectedGradient} inside a set, {@link dev.danskin.solvers.Adam} for a network; both are short for
 * a {@link dev.danskin.solvers.FirstOrder} chain of {@link dev.danskin.solvers.Transform}s.
 */
package dev.danskin.solvers;
