package dev.danskin.examples;

import dev.danskin.api.Solver;
import dev.danskin.testkit.SolverContract;

class OneFifthTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new OneFifth(0.25, 2000);
  }
}
