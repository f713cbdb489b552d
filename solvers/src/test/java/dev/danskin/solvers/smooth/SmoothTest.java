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
  class OfLimitedMemory extends OfValleys {
    @Override
    protected Solver solver() {
      return new LimitedMemory();
    }
  }

  @Nested
  class OfDenseMatrices extends OfValleys {
    @Override
    protected Solver solver() {
      return new Bfgs();
    }
  }

  @Nested
  class OfConjugateDirections extends OfValleys {
    @Override
    protected Solver solver() {
      return new ConjugateGradient();
    }
  }

  @Nested
  class OfNewton extends OfValleys {
    @Override
    protected Solver solver() {
      return new NewtonCG();
    }
  }

  @Nested
  class InTrustRegions extends OfValleys {
    @Override
    protected Solver solver() {
      return new TrustNewton();
    }
  }

  @Nested
  class OfSquares extends OfValleys {
    @Override
    protected Solver solver() {
      return new LevenbergMarquardt();
    }
  }

  @Nested
  class OfSquaresInAnyUnits extends OfValleys {
    @Override
    protected Solver solver() {
      return new LevenbergMarquardt(LevenbergMarquardt.Scaling.COLUMNS, 1e-10, 1e-10, 0, 1, 500);
    }
  }

  @Nested
  class Mixed extends OfValleys {
    @Override
    protected Solver solver() {
      return new DescentMethod(new DenseQuasiNewton(), new StrongWolfe(), 1e-6, 0, 500);
    }
  }

  @Nested
  class SteepestByBacktracking extends SolverContract {
    @Override
    protected Solver solver() {
      return new DescentMethod(new SteepestDescent(), new Backtracking(), 1e-6, 1e-14, 1000);
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
