package dev.danskin.examples;

import dev.danskin.api.Solver;
import dev.danskin.testkit.SolverContract;

class RpropTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new Rprop(0.1, 60);
  }
}
