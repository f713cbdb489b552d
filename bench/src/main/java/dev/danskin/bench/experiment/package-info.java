/**
 * Experiments on optimizers: solvers × problems × trials, what is recorded of each evaluation, and the field's measures. Start with
 * {@link dev.danskin.bench.experiment.Experiment}.
 */
package dev.danskin.bench.experiment;
