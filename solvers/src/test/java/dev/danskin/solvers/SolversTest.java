package dev.danskin.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Norm;
import dev.danskin.api.Solver;
import dev.danskin.solvers.cma.CmaTest;
import dev.danskin.solvers.portfolio.PortfolioTest;
import dev.danskin.solvers.quadratic.BobyqaTest;
import dev.danskin.solvers.search.DerivativeFreeTest;
import dev.danskin.solvers.smooth.SmoothTest;
import dev.danskin.solvers.stopping.StoppingRule;
import dev.danskin.testkit.Conformance;
import dev.danskin.testkit.GeneratedSection;
import dev.danskin.testkit.SolverContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

    @Override
    protected Solver onRosenbrock() {
      return new ProjectedGradient(8e-4, 20_000, ProjectedGradient.Direction.RAW, 0, Schedule.CONSTANT);
    }
  }

  @Nested
  class HeavyBall extends SolverContract {
    @Override
    protected Solver solver() {
      return new ProjectedGradient(0.05, 300, ProjectedGradient.Direction.RAW, 0.8, Schedule.LINEAR);
    }

    @Override
    protected Solver onRosenbrock() {
      return new ProjectedGradient(3e-4, 5000, ProjectedGradient.Direction.RAW, 0.9, Schedule.CONSTANT);
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
  class FullSteps extends SolverContract {
    @Override
    protected Solver solver() {
      return new SuccessiveLinearization(30);
    }

    /** It looks at vertices and samples only. */
    @Override
    protected double accuracy() {
      return 3;
    }
  }

  @Nested
  class Random extends SolverContract {
    @Override
    protected Solver solver() {
      return new RandomSearch(3000);
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "solver15", "all its queries go to samples, none to the start");
    }

    @Override
    protected double accuracy() {
      return 0.7;
    }
  }

  @Nested
  class AutoSteepest extends SolverContract {
    @Override
    protected Solver solver() {
      return new AutoProjectedGradient(2, 100);
    }
  }

  @Nested
  class SparseSteps extends SolverContract {
    @Override
    protected Solver solver() {
      return new SparseAutoProjectedGradient(1, 200);
    }

    /** Its rate falls to a tenth and no further. */
    @Override
    protected double accuracy() {
      return 0.1;
    }
  }

  @Nested
  class VertexSearch extends SolverContract {
    @Override
    protected Solver solver() {
      return new Square(200, 0.8);
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "solver15", "all its queries go to vertices, none to the start");
    }

    /** The best vertex is at most 1 from a minimiser inside, in each of three coordinates. */
    @Override
    protected double accuracy() {
      return 3;
    }
  }

  @Nested
  class PlainSgd extends SolverContract {
    @Override
    protected Solver solver() {
      return new Sgd(0.1, 100);
    }
  }

  @Nested
  class SgdWithHeavyBall extends SolverContract {
    @Override
    protected Solver solver() {
      return new Sgd(0.05, 200, 0.8, false, 1e-4, Schedule.COSINE, 0.1);
    }

    @Override
    protected Solver onRosenbrock() {
      return new Sgd(3e-4, 5000, 0.9, false, 0, Schedule.CONSTANT, 0);
    }
  }

  @Nested
  class SgdWithNesterov extends SolverContract {
    @Override
    protected Solver solver() {
      return new Sgd(0.05, 200, 0.9, true, 0, Schedule.LINEAR, 0);
    }

    @Override
    protected Solver onRosenbrock() {
      return new Sgd(3e-4, 5000, 0.9, true, 0, Schedule.CONSTANT, 0);
    }
  }

  @Nested
  class Adaptive extends SolverContract {
    @Override
    protected Solver solver() {
      return new Adam(0.1, 300, 0.9, 0.99, 1e-8, Schedule.COSINE, 0.05);
    }

    @Override
    protected Solver onRosenbrock() {
      return new Adam(0.05, 3000);
    }
  }

  @Nested
  class AdaptiveWithDecay extends SolverContract {
    @Override
    protected Solver solver() {
      return new AdamW(0.1, 300, 1e-3, 0.9, 0.99, 1e-8, Schedule.COSINE, 0.05);
    }

    @Override
    protected Solver onRosenbrock() {
      return new AdamW(0.05, 3000, 0, 0.9, 0.99, 1e-8, Schedule.COSINE, 0);
    }
  }

  @Nested
  class ClippedAndAveraged extends SolverContract {
    @Override
    protected Solver solver() {
      return new FirstOrder(List.of(new ClipValue(3), new Clip(2), new Optimism(), new ScaleByAdam(0.9, 0.99, 1e-8), new Decay(1e-4),
          new Rate(0.1, Schedule.STEPS, 0.1)), 300, 0.5, 0.9);
    }

    @Override
    protected Solver onRosenbrock() {
      return new FirstOrder(2000, new Clip(10), new ScaleByAdam(0.9, 0.99, 1e-8), new Rate(0.05));
    }
  }

  @Nested
  class SignsOfMomentum extends SolverContract {
    @Override
    protected Solver solver() {
      return new FirstOrder(List.of(new Normalise(Norm.L2), new Momentum(0.5, true), new Direct(ProjectedGradient.Direction.SIGN),
          new Rate(0.1, Schedule.COSINE, 0)), 300, 0, 1);
    }
  }

  @Nested
  class Korpelevich extends SolverContract {
    @Override
    protected Solver solver() {
      return new Extragradient(0.1, 100);
    }

    @Override
    protected Solver onRosenbrock() {
      return new Extragradient(5e-4, 20_000);
    }
  }

  @Nested
  class Optimistic extends SolverContract {
    @Override
    protected Solver solver() {
      return new OptimisticGradient(0.1, 100);
    }

    @Override
    protected Solver onRosenbrock() {
      return new OptimisticGradient(5e-4, 20_000);
    }
  }

  /** No solver and no transform is left out; who declines which law stands in the page of the conformance kit. */
  @Test
  void everyRegisteredSolverIsOnTrial() {
    Conformance conformance = Conformance.of(SolversTest.class, CmaTest.class, PortfolioTest.class, SmoothTest.class, DerivativeFreeTest.class, BobyqaTest.class, MultiStartTest.class);
    SolversPlugin plugin = new SolversPlugin();
    assertThat(conformance.subjects(Solver.class)).containsAll(Conformance.registered(plugin, Solver.class)).hasSizeGreaterThan(10);
    assertThat(conformance.parts(Transform.class)).containsAll(Conformance.registered(plugin, Transform.class)).hasSizeGreaterThan(7);
    assertThat(conformance.parts(StoppingRule.class)).hasSizeGreaterThan(4);
    new GeneratedSection(Path.of("..", "docs", "conformance.md"), "opt-outs of solvers").is(conformance.optOuts());
  }
}
