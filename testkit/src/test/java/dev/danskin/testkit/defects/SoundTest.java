package dev.danskin.testkit.defects;

import dev.danskin.api.Attack;
import dev.danskin.api.Defense;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Loss;
import dev.danskin.api.Model;
import dev.danskin.api.Solver;
import dev.danskin.api.Transformation;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.tensor.DType;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import dev.danskin.testkit.AttackContract;
import dev.danskin.testkit.KernelsContract;
import dev.danskin.testkit.LossContract;
import dev.danskin.testkit.SolverContract;
import dev.danskin.testkit.TransformationContract;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/** What defects are planted in is sound: a law that a defect breaks is broken by the defect. */
class SoundTest {
  @Nested
  class OfSolvers extends SolverContract {
    @Override
    protected Solver solver() {
      return SolverDefects.SOUND;
    }

    @Override
    protected Solver onRosenbrock() {
      return new Descent(1e-3, 20_000, Direction.RAW);
    }
  }

  @Nested
  class OfSearches extends SolverContract {
    @Override
    protected Solver solver() {
      return new Compass(false);
    }
  }

  @Nested
  class OfSets extends SetDefects.Ball {
    @Override
    FeasibleSet spoilt(FeasibleSet set) {
      return new SetDefects.Sound(set, this::spoilt);
    }
  }

  @Nested
  class OfLosses extends LossContract {
    @Override
    protected Loss loss() {
      return new LossDefects.Sound();
    }
  }

  @Nested
  class OfTransformations extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return (x, draws, ids, draw) -> x.scale(1);
    }
  }

  @Nested
  class OfAttacks extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new AttackDefects.Spoilt(AttackDefects.sound(eps));
    }
  }

  @Nested
  class OfDefenses extends DefenseDefects.Training {
    @Override
    protected Defense defense() {
      return new DefenseDefects.Sound();
    }
  }

  @Nested
  class OfModels extends ModelDefects.Spoilt {
    @Override
    Model spoilt() {
      return new ModelDefects.Sound();
    }
  }

  @Nested
  class OfWorstCases extends WorstCaseDefects.Linear {}

  @Nested
  class OfBackends extends BackendDefects.Spoilt {
    @Override
    protected GraphBackend backend() {
      return new SpoiltBackend(DType.FLOAT32, SpoiltBackend.Spoilt::new);
    }
  }

  @Nested
  class OfKernels extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new Kernels() {};
    }
  }

  @Nested
  class OfOperators extends OperatorDefects.Spoilt {
    @Override
    UnaryOperator<Program> spoil(DType type) {
      return SpoiltBackend.Spoilt::new;
    }
  }
}
