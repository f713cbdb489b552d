package dev.danskin.solvers;

import dev.danskin.api.FeasibleSet;

/** The patterns of {@link Square} for one kind of set. */
interface Windows {
  /** Told of the sets of the open instances, at the start and whenever some have closed. */
  void sets(FeasibleSet sets, int instances);

  /** How many uniform numbers {@link #start} takes. */
  int startNumbers();

  /** Writes the first perturbation of an instance. */
  void start(int instance, double[] u, double[] delta);

  /** How many uniform numbers {@link #propose} takes. */
  int numbers();

  /** Changes a perturbation within a window of the given share of the features. */
  void propose(int instance, double share, double[] u, double[] delta);
}
