/**
 * The plain definition of every operator, forward and backward, in Java loops. Start with
 * {@link dev.danskin.models.loops.float32.Loops}.
 */
package dev.danskin.models.loops.float32;
