package dev.danskin.solvers;

import dev.danskin.api.Solver;
import dev.danskin.testkit.SolverContract;
import org.junit.jupiter.api.Nested;

class SolversTest {
  @Nested
  class Steepest extends SolverContract {
    @Override
    protected Solver solver() {
      return new ProjectedGradient(0.1, 200, ProjectedGradient.Direction.STEEPEST, 0, Schedule.COSINE);
    }
  }

  @Nested
  class Raw extends SolverContract {
    @Override
    protected Solver solver() {
      return new ProjectedGradient(0.1, 100, ProjectedGradient.Direction.RAW, 0, Schedule.CONSTANT);
    }
  }

  @Nested
  class HeavyBall extends SolverContract {
    @Override
    protected Solver solver() {
      return new ProjectedGradient(0.05, 300, ProjectedGradient.Direction.RAW, 0.8, Schedule.LINEAR);
    }
  }

  @Nested
  class NormalisedWithMomentum extends SolverContract {
    @Override
    protected Solver solver() {
      return new ProjectedGradient(0.2, 300, ProjectedGradient.Direction.NORMALISED, 0.5, Schedule.COSINE);
    }
  }

  @Nested
  class ConditionalGradient extends SolverContract {
    @Override
    protected Solver solver() {
      return new FrankWolfe(300);
    }

    @Override
    protected double accuracy() {
      return 0.2;
    }
  }

  @Nested
  class Random extends SolverContract {
    @Override
    protected Solver solver() {
      return new RandomSearch(3000);
    }

    @Override
    protected double accuracy() {
      return 0.7;
    }
  }
}
