package dev.danskin.bench.experiment;

/**
 * One function in one dimension: what expected running times are of.
 *
 * @param function its number
 * @param name its name
 * @param dimension D
 */
public record Cell(int function, String name, int dimension) {}
