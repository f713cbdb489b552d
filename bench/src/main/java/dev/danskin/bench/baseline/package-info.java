/** Optimizers of other libraries as solvers, to run beside ours on test problems. */
package dev.danskin.bench.baseline;
