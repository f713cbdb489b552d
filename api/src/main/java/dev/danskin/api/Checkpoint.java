package dev.danskin.api;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a run begins and what is told of it after every step, so that a run that is killed can go on: a run restored from
 * a snapshot ends with the bytes of a run that was never interrupted. Solver, problem and seed have to be the same; whoever
 * stores snapshots records them.
 */
public interface Checkpoint {
  /** Begins at the start and keeps nothing. */
  Checkpoint NONE = new Checkpoint() {
    @Override
    public Optional<Snapshot> begin() {
      return Optional.empty();
    }

    @Override
    public void after(long step, Supplier<Snapshot> snapshot) {}
  };

  /** Where to go on; empty to begin at the start. */
  Optional<Snapshot> begin();

  /**
   * Called after every step that is not the last and during which the run was neither stopped nor out of budget: what was
   * kept before can go on as if it never had been.
   *
   * @param step how many steps are done, from 1
   * @param snapshot copies the whole run when asked, at once or not at all; a solver that cannot be saved refuses by an
   *     UnsupportedOperationException
   */
  void after(long step, Supplier<Snapshot> snapshot);
}
