package dev.danskin.api;

/** An immutable description of an optimization method. It says where to go next; {@link Drive} does the rest. */
public interface Solver {
  /** Begins a run; the returned iteration belongs to the calling thread. */
  Iteration start(Oracle oracle, RunContext run);

  /** What the method asks of an objective. */
  default Order needs() {
    return Order.GRADIENT;
  }

  /** Most evaluations per instance that {@link #start} and its steps ask for; what a dry run shows. */
  Counts cost();

  default Solution solve(Problem problem, RunContext run) {
    return Drive.run(this, problem, run);
  }
}
