package dev.danskin.solvers.search;

import dev.danskin.api.Solver;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.stopping.StoppingRule;
import dev.danskin.solvers.stopping.Until;
import dev.danskin.testkit.SolverContract;
import org.junit.jupiter.api.Nested;

/** The laws of searches by values. {@link dev.danskin.solvers.SolversTest} looks whether one is missing. */
public class DerivativeFreeTest {
  @Nested
  class Simplex extends SolverContract {
    @Override
    protected Solver solver() {
      return new NelderMead(2000, 0.25, 1e-6, 1e-6, 20);
    }

    @Override
    protected Solver onRosenbrock() {
      return new NelderMead(500);
    }
  }

  @Nested
  class PatternMoves extends SolverContract {
    @Override
    protected Solver solver() {
      return new PatternSearch(1000);
    }

    @Override
    protected Solver onRosenbrock() {
      return new PatternSearch(1000);
    }
  }

  @Nested
  class CompletePolling extends SolverContract {
    @Override
    protected Solver solver() {
      return new PatternSearch(1000, 0.25, 1, 0.5, 1e-5, PatternSearch.Polling.COMPLETE);
    }

    @Override
    protected Solver onRosenbrock() {
      return new PatternSearch(20_000, 0.25, 1, 0.5, 1e-9, PatternSearch.Polling.COMPLETE);
    }
  }

  @Nested
  class OpportunisticPolling extends SolverContract {
    @Override
    protected Solver solver() {
      return new PatternSearch(1000, 0.25, 2, 0.5, 1e-5, PatternSearch.Polling.OPPORTUNISTIC);
    }

    @Override
    protected Solver onRosenbrock() {
      return new PatternSearch(5000, 0.25, 2, 0.5, 1e-9, PatternSearch.Polling.OPPORTUNISTIC);
    }
  }

  @Nested
  class Axes extends SolverContract {
    @Override
    protected Solver solver() {
      return new CoordinateSearch(300);
    }
  }

  /** The laws' bowl is a sum, their quadratic is not. */
  @Nested
  class TestedAxes extends SolverContract {
    @Override
    protected Solver solver() {
      return new CoordinateSearch(300, 1e-10, 1e-10, CoordinateSearch.Separability.TESTED);
    }

    @Override
    protected double accuracy() {
      return 4;
    }
  }

  @Nested
  class Differential extends SolverContract {
    @Override
    protected Solver solver() {
      return new DifferentialEvolution(2000);
    }

    @Override
    protected Solver onRosenbrock() {
      return new DifferentialEvolution(2000);
    }
  }

  @Nested
  class DifferentialToBest extends SolverContract {
    @Override
    protected Solver solver() {
      return new DifferentialEvolution(2000, 20, Mutation.CURRENT_TO_PBEST_1, 0.7, 0.9, 0.2, 1e-6, 1e-6);
    }
  }

  @Nested
  class SuccessHistories extends SolverContract {
    @Override
    protected Solver solver() {
      return new Shade(2000);
    }

    @Override
    protected Solver onRosenbrock() {
      return new Shade(3000);
    }
  }

  @Nested
  class ReducedPopulation extends SolverContract {
    @Override
    protected Solver solver() {
      return new Shade(2000, 30, 6, 0.2, 2.6, Shade.Reduction.LINEAR, 0, 0);
    }
  }

  @Nested
  class RingOfParticles extends SolverContract {
    @Override
    protected Solver solver() {
      return new ParticleSwarm(2000);
    }

    @Override
    protected Solver onRosenbrock() {
      return new ParticleSwarm(3000);
    }
  }

  @Nested
  class GlobalSwarm extends SolverContract {
    @Override
    protected Solver solver() {
      return new ParticleSwarm(2000, 20, 0.7298, 1.49618, ParticleSwarm.Topology.GLOBAL, 1e-6, 1e-6);
    }
  }

  @Nested
  class Exponential extends SolverContract {
    @Override
    protected Solver solver() {
      return new NaturalEvolution(2000);
    }

    @Override
    protected Solver onRosenbrock() {
      return new NaturalEvolution(5000);
    }
  }

  @Nested
  class Separable extends SolverContract {
    @Override
    protected Solver solver() {
      return new SeparableNaturalEvolution(2000);
    }
  }

  @Nested
  class Perturbation extends SolverContract {
    @Override
    protected Solver solver() {
      return new Spsa(2000);
    }
  }

  @Nested
  class BlockedPerturbation extends SolverContract {
    @Override
    protected Solver solver() {
      return new Spsa(2000, 0.1, 0.01, 3, 0, 1e-11);
    }
  }

  @Nested
  class Halton extends SolverContract {
    @Override
    protected Solver solver() {
      return new QuasiRandomSearch(3000);
    }

    @Override
    protected double accuracy() {
      return 0.5;
    }
  }

  @Nested
  class StoppedSimplex extends SolverContract {
    @Override
    protected Solver solver() {
      return new Until(new NelderMead(5000, 0.25, 1e-6, 1e-6, 20), StoppingRule.anyOf(StoppingRule.stagnation(500, 1e-7),
          StoppingRule.evaluations(3000), StoppingRule.allOf(StoppingRule.evaluations(50), StoppingRule.target(-100))));
    }
  }

  @Nested
  class StoppedDescent extends SolverContract {
    @Override
    protected Solver solver() {
      return new Until(new ProjectedGradient(0.1, 200, ProjectedGradient.Direction.STEEPEST, 0, Schedule.COSINE),
          StoppingRule.stagnation(50, 0));
    }
  }
}
