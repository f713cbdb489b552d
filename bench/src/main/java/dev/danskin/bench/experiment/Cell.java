package dev.danskin.bench.experiment;

/**
 * What expected running times are of: one function in one dimension, all its instances together where they are of one difficulty.
 *
 * @param function its number
 * @param name its name
 * @param dimension D
 * @param instance which alone; 0 for all of them
 */
public record Cell(int function, String name, int dimension, int instance) {}
