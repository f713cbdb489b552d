package dev.danskin.api;

import dev.danskin.api.tensor.Shape;

/** An immutable description of an optimization method. It says where to go next; {@link Drive} does the rest. */
public interface Solver {
  /**
   * Begins a run; the returned iteration belongs to the calling thread.
   *
   * @throws IllegalArgumentException if the method cannot work on the oracle's sets
   */
  Iteration start(Oracle oracle, RunContext run);

  /**
   * Looks whether the method can work on such sets.
   *
   * @param shape of the points; how many rows does not matter
   * @throws IllegalArgumentException in one sentence that says which method can, if not
   */
  default void accept(FeasibleSet sets, Shape shape) {}

  /** What the method asks of an objective. */
  default Order needs() {
    return Order.GRADIENT;
  }

  /**
   * Whether the method goes round points where an objective is not finite. Where a problem is {@link Problem#partial partial}, it
   * is told a value of +∞ and a gradient of 0 there; everything else that is not finite ends an instance.
   */
  default boolean copes() {
    return false;
  }

  /** Most evaluations per instance that {@link #start} and its steps ask for; what a dry run shows. */
  Counts cost();

  /** Runs this solver on a problem under {@link Drive}, which counts, bounds and re-checks. */
  default Solution solve(Problem problem, RunContext run) {
    return Drive.run(this, problem, run);
  }
}
