package dev.danskin.solvers;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;

/**
 * One link of a first-order method: turns a gradient into an update, z ← z − update. An immutable description; a chain of
 * them is a method, see {@link FirstOrder}. Norms and other sums are taken per instance, so that instances stay
 * independent.
 */
public interface Transform {
  /**
   * Begins a run.
   *
   * @param z [n, …], gives shape, type and memory; not to be kept
   */
  State start(Tensor z);

  /**
   * The step that an update belongs to.
   *
   * @param z [n, …], where the gradient was taken; not to be overwritten
   * @param set the sets of these n instances
   * @param index t, from 0
   * @param total T &gt; t
   */
  record Step(Tensor z, FeasibleSet set, int index, int total) {}

  /** The mutable part of a link, of one run and one thread; what has none is a lambda. */
  @FunctionalInterface
  interface State {
    /**
     * Transforms an update in place.
     *
     * @param u of z's shape, type and memory: the gradient, or what the link before made of it; overwritten and returned
     */
    Tensor apply(Tensor u, Step step);

    /** Keeps the instances {@code open[0], open[1], …}; the others are closed and take no further part. */
    default void rows(int[] open) {}

    /** All that the steps to come depend on. */
    default Snapshot save() {
      return Snapshot.EMPTY;
    }

    /** Goes on from what {@link #save} gave; IllegalArgumentException if it is of another transform or shape. */
    default void restore(Snapshot saved) {}
  }
}
