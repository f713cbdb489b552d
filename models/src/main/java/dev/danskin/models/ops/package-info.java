/**
 * The operators that a graph is made of, each with its equation and shape rule; shapes have no instance axis. Start
 * with {@link dev.danskin.models.ops.Dense} and {@link dev.danskin.models.ops.Conv}.
 */
package dev.danskin.models.ops;
