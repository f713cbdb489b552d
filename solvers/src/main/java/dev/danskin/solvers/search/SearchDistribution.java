package dev.danskin.solvers.search;

import dev.danskin.api.Snapshot;

/** A centred normal distribution that follows the natural gradient. */
interface SearchDistribution {
  /** What standard normal numbers s, [D], become; a new array. */
  double[] scaled(double[] s);

  /** One step along the gradient: samples s [λ][D] had utilities u [λ]. */
  void learn(double[][] s, double[] u);

  /** The largest standard deviation of a coordinate. */
  double largest();

  Snapshot save();

  void restore(Snapshot saved);
}
