package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;
import java.util.List;

/** The mutable run of one instance, on plain arrays. */
interface Walk {
  /** Goes one step, asking for as many values as it needs; false if there is nothing more to do. */
  boolean step();

  /** Every rule for which the walk is over; empty if it is not. */
  List<String> why();

  /** All that the steps to come depend on. */
  Snapshot save();

  /** Goes on from what {@link #save} gave, before the first step. */
  void restore(Snapshot saved);
}
