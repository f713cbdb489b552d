/**
 * Rules by which searches end, and {@link dev.danskin.solvers.stopping.Until}, which puts one on any solver. They stand beside the
 * solvers, not in the api: the driver knows budgets only, and a rule is one more part that solvers are made of, as a
 * {@link dev.danskin.solvers.Transform} is.
 */
package dev.danskin.solvers.stopping;
