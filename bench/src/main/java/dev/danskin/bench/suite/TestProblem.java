package dev.danskin.bench.suite;

import dev.danskin.api.Problem;

/** One problem of a suite, on which optimizers are compared. An immutable value. */
public interface TestProblem {
  /** The suite's name: {@code bbob}, {@code more-wild}, {@code attack}. */
  String suite();

  /** The number of the function in its suite, from 1. */
  int function();

  /** The function's name: lower case, no commas, no quotes. */
  String name();

  /** Which variant of the function, from 1. */
  int instance();

  /** How many variables, ≥ 1. */
  int dimension();

  /** The least value, or the best known one. */
  double least();

  /** Whether {@link #problem}'s objective offers gradients; if not, solvers that need them take differences of values. */
  boolean gradients();

  /**
   * The problem of one trial: one instance, a minimisation, deterministic.
   *
   * @param seed of the experiment, on which a random start depends
   * @param trial which repetition, from 0
   */
  Problem problem(long seed, int trial);
}
