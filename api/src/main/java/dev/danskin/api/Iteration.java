package dev.danskin.api;

import java.util.List;

/** A solver's mutable run, of one thread. */
public interface Iteration {
  /** Goes one step; false when there is nothing more to do. The driver also stops when no instance is open. */
  boolean step();

  /**
   * Why an instance that is still open has nothing more to do: every rule that holds, such as "tolfun: …". Empty where a method
   * just does all its steps.
   */
  default List<String> why(int instance) {
    return List.of();
  }

  /**
   * All that the steps to come depend on, except the oracle.
   *
   * @throws UnsupportedOperationException if this method's runs cannot be saved
   */
  default Snapshot save() {
    throw new UnsupportedOperationException(getClass().getName()
        + " cannot be saved; implement save and restore, or run without checkpoints");
  }

  /**
   * Goes on from {@code saved}, which {@link #save} of such a run gave; called before the first step.
   *
   * @throws IllegalArgumentException if it was taken of another run
   * @throws UnsupportedOperationException if this method's runs cannot be saved
   */
  default void restore(Snapshot saved) {
    throw new UnsupportedOperationException(getClass().getName() + " cannot be restored; implement save and restore, or start anew");
  }
}
