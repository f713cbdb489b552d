package dev.danskin.solvers.smooth;

import dev.danskin.api.Solver;
import dev.danskin.testkit.SolverContract;
import org.junit.jupiter.api.Nested;

/** The laws of solvers, for the methods of this package. */
public class SmoothTest {
  /** A method made for curved valleys. */
  abstract static class OfValleys extends SolverContract {
    @Override
    protected Solver onRosenbrock() {
      return solver();
    }
  }

  @Nested
  class InBoxes extends OfValleys {
    @Override
    protected Solver solver() {
      return new LBfgsB();
    }
  }

  @Nested
  class ByDifferences extends OfValleys {
    @Override
    protected Solver solver() {
      return new Differences(new LBfgsB());
    }
  }

  @Nested
  class ByCentralDifferences extends OfValleys {
    @Override
    protected Solver solver() {
      return new Differences(new LBfgsB(3, 1e-6, 0, 200), Differences.Scheme.CENTRAL, 2000);
    }
  }
}
