/**
 * Examples × attacks: the work, its rows, its figures, its folder. Start with
 * {@link dev.danskin.runtime.evaluation.Evaluation}.
 */
package dev.danskin.runtime.evaluation;
