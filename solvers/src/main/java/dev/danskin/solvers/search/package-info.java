/**
 * Searches by values alone: of a point ({@link dev.danskin.solvers.search.NelderMead}, {@link dev.danskin.solvers.search.PatternSearch},
 * {@link dev.danskin.solvers.search.Spsa}), of axes ({@link dev.danskin.solvers.search.CoordinateSearch}), of populations
 * ({@link dev.danskin.solvers.search.Shade}, {@link dev.danskin.solvers.search.ParticleSwarm}), of distributions
 * ({@link dev.danskin.solvers.search.NaturalEvolution}). All are asked for candidates and told values.
 */
package dev.danskin.solvers.search;
