/**
 * Methods for smooth functions. In boxes, bounded or not, start with {@link dev.danskin.solvers.smooth.LBfgsB};
 * {@link dev.danskin.solvers.smooth.Differences} makes it a method for objectives without gradients.
 */
package dev.danskin.solvers.smooth;
