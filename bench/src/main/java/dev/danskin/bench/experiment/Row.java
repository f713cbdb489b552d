package dev.danskin.bench.experiment;

/**
 * One evaluation that is kept.
 *
 * @param evaluations its number, from 1
 * @param value the objective there
 * @param best the least value so far
 * @param x the point; empty where points are not kept
 */
public record Row(long evaluations, double value, double best, double[] x) {}
