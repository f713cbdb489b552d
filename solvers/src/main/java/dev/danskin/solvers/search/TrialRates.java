package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Snapshot;

/** Where the F and CR of trials come from. */
interface TrialRates {
  /** Those of a generation, [N] each. */
  void draw(RandomStream random, double[] f, double[] cr);

  /** How much better than its member each trial of the generation was, [N], finite; 0 where it was not. */
  default void learn(double[] f, double[] cr, double[] gain) {}

  default Snapshot save() {
    return Snapshot.EMPTY;
  }

  default void restore(Snapshot saved) {}
}
