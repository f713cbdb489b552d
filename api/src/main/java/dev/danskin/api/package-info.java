/**
 * The words of min over θ, max over δ: problems, solvers, threat models, losses, models, attacks, and the driver that
 * runs them. Start with {@link dev.danskin.api.Attack} and {@link dev.danskin.api.Solver};
 * {@link dev.danskin.api.WorstCase} joins the two.
 */
package dev.danskin.api;
