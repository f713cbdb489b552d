package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** What a solver knows of a problem before it asks for a value. */
public interface Instances {
  /** Each instance's id, [n]: its random numbers depend on it. */
  long[] ids();

  /** Where the search begins, [n, …]; need not be feasible. Not to be overwritten. */
  Tensor start();

  /** The sets, one per instance. */
  FeasibleSet feasible();
}
