package dev.danskin.api;

/** A solver's mutable run, of one thread. */
public interface Iteration {
  /** Goes one step; false when there is nothing more to do. The driver also stops when no instance is open. */
  boolean step();
}
