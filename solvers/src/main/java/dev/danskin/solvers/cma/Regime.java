package dev.danskin.solvers.cma;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Snapshot;

/** Which run comes after which: the part in which restart strategies differ. */
interface Regime {
  /**
   * One run of CMA-ES.
   *
   * @param population λ
   * @param shrink factor of the first standard deviations, in (0, 1]
   * @param most values it may use
   */
  record Run(int population, double shrink, long most) {}

  /** The next run; null if there is none. */
  Run next(RandomStream random);

  /** The run that {@link #next} gave has ended after so many values. */
  void ended(long evaluations);

  Snapshot save();

  void restore(Snapshot saved);
}
