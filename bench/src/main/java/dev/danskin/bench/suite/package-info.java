/** Test problems for optimizers: suites of functions whose least values are known. */
package dev.danskin.bench.suite;
