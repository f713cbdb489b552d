/** Evolution strategies with covariance matrix adaptation, their restarts and their handling of bounds. */
package dev.danskin.solvers.cma;
