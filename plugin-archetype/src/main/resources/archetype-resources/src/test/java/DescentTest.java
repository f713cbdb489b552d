package ${package};

import dev.danskin.api.Solver;
import dev.danskin.testkit.SolverContract;

/** The solver keeps the laws of solvers. */
class DescentTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new Descent(0.4, 40);
  }
}
