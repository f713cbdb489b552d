package dev.danskin.api;

import java.util.List;

/**
 * A solver that never calls the objective: it is asked for points and told their values, which may come from anywhere.
 *
 * <pre>
 * AskTell.Dialogue d = solver.open(instances, run);
 * for (Points p = d.ask(); p != null; p = d.ask()) {
 *   d.tell(measured(p));
 * }
 * </pre>
 */
public interface AskTell extends Solver {
  /**
   * Begins a run, which belongs to the calling thread.
   *
   * @throws IllegalArgumentException if the method cannot work on the sets
   */
  Dialogue open(Instances instances, RunContext run);

  @Override
  default Order needs() {
    return Order.VALUE;
  }

  @Override
  default boolean copes() {
    return true;
  }

  @Override
  default Iteration start(Oracle oracle, RunContext run) {
    return new Asking(oracle, open(oracle, run));
  }

  /** The mutable run. */
  interface Dialogue {
    /**
     * Points to evaluate, of the instances that are neither closed nor done; instances may have different numbers of them.
     *
     * @return null if no instance needs another
     */
    Points ask();

    /**
     * Takes the values of the points asked for last, in their order; to be made small; +∞ where there is none.
     *
     * @throws IllegalStateException if there was no asking before
     * @throws IllegalArgumentException if there is not one value for each point, or one is NaN
     */
    void tell(double[] values);

    /** Ends an instance from outside: no point of it is asked for any more, and values still to be told are ignored. */
    void close(int instance);

    /** Why an instance is done; empty if it is not, or did all its steps. */
    List<String> why(int instance);

    /** All that the rest of the run depends on, but the instances; taken after {@link #tell}. */
    Snapshot save();

    /**
     * Goes on from what {@link #save} of such a run gave; called before the first {@link #ask}.
     *
     * @throws IllegalArgumentException if it was taken of another run
     */
    void restore(Snapshot saved);
  }
}
