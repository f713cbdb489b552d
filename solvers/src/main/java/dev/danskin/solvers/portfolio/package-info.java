/** Solvers made of solvers. */
package dev.danskin.solvers.portfolio;
