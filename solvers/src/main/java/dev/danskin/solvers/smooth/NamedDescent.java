package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/** A solver that is short for a {@link DescentMethod}. */
public sealed interface NamedDescent extends Solver permits Bfgs, ConjugateGradient, LimitedMemory, NewtonCG {
  /** The method that this is short for. */
  DescentMethod method();

  /** What it is called, for messages. */
  String name();

  @Override
  default boolean copes() {
    return true;
  }

  @Override
  default void accept(FeasibleSet sets, Shape shape) {
    Bounds.accept(name(), sets);
  }

  @Override
  default Counts cost() {
    return method().cost();
  }

  @Override
  default Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return method().start(oracle, run);
  }
}
