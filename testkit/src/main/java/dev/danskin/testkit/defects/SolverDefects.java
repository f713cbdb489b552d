package dev.danskin.testkit.defects;

import dev.danskin.api.Budget;
import dev.danskin.api.Counts;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.SolverContract;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Solvers that break a law each. */
final class SolverDefects {
  static final Descent SOUND = new Descent(0.2, 60, Direction.RAW);

  private SolverDefects() {}

  /** A sound solver whose run is another one. */
  private record Walking(Function<Oracle, Iteration> walk) implements Solver {
    @Override
    public Counts cost() {
      return SOUND.cost();
    }

    @Override
    public Iteration start(Oracle f, RunContext run) {
      return walk.apply(f);
    }
  }

  /** A sound solver that takes the driver's place. */
  private record Solving(BiFunction<Problem, RunContext, Solution> how) implements Solver {
    @Override
    public Counts cost() {
      return SOUND.cost();
    }

    @Override
    public Iteration start(Oracle f, RunContext run) {
      return SOUND.start(f, run);
    }

    @Override
    public Solution solve(Problem problem, RunContext run) {
      return how.apply(problem, run);
    }
  }

  private static Solution sound(Problem p, RunContext run) {
    return Drive.run(SOUND, p, run);
  }

  @Planted(breaks = "solver01", also = "solver14", how = "stops after eight steps")
  static final class GivesUp extends SolverContract {
    @Override
    protected Solver solver() {
      return new Descent(0.05, 8, Direction.RAW);
    }
  }

  @Planted(breaks = "solver02", also = {"solver05", "solver09", "solver11", "solver12"}, how = "takes its random numbers from the clock")
  static final class ReadsTheClock extends SolverContract {
    @Override
    protected Solver solver() {
      return new Walking(f -> new Descent.Walk(SOUND, f) {
        @Override
        Tensor gradient() {
          return super.gradient().scale(1 - 1e-3 * (System.nanoTime() % 997) / 997);
        }
      });
    }
  }

  @Planted(breaks = "solver03", also = {"solver04", "solver11"}, how = "returns a point beyond the set")
  static final class LeavesTheSet extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solving((p, run) -> {
        Solution s = sound(p, run);
        return new Solution(s.point().scale(1.5), s.values(), s.outcomes(), s.spent());
      });
    }
  }

  @Planted(breaks = "solver04", also = "solver11", how = "reports another value than that of the point it returns")
  static final class ReportsAnotherValue extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solving((p, run) -> {
        Solution s = sound(p, run);
        return new Solution(s.point(), Arrays.stream(s.values()).map(v -> v - 1e-10).toArray(), s.outcomes(), s.spent());
      });
    }
  }

  @Planted(breaks = "solver05", how = "divides its rate by the number of instances")
  static final class SharesTheRate extends SolverContract {
    @Override
    protected Solver solver() {
      return new Walking(f -> new Descent.Walk(SOUND, f) {
        @Override
        Tensor gradient() {
          return super.gradient().scale(1.0 / (1 + 0.01 * z.rows()));
        }
      });
    }
  }

  @Planted(breaks = "solver06", how = "ignores the budget")
  static final class Overspends extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solving((p, run) -> sound(p, run.with(Budget.UNLIMITED)));
    }
  }

  @Planted(breaks = "solver07", how = "goes on when asked to stop")
  static final class DoesNotStop extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solving((p, run) -> sound(p, new RunContext(run.seed(), run.path(), run.budget(), () -> false, run.events())));
    }
  }

  @Planted(breaks = "solver08", also = "solver07", how = "evaluates instances that are reached, behind the driver's back")
  static final class LooksAgain extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solving((p, run) -> {
        int[] all = java.util.stream.IntStream.range(0, p.ids().length).toArray();
        p.objective().at(new Points(p.start(), all), Order.VALUE, 0);
        return sound(p, run);
      });
    }
  }

  @Planted(breaks = "solver09", how = "ends all instances when one is broken")
  static final class EndsTogether extends SolverContract {
    @Override
    protected Solver solver() {
      return new Walking(f -> new Descent.Walk(SOUND, f) {
        private boolean broken;

        @Override
        Tensor gradient() {
          Evaluation e = f.at(new Points(z, all), Order.GRADIENT, step);
          broken |= Arrays.stream(e.values()).anyMatch(Double::isNaN);
          return e.gradient();
        }

        @Override
        public boolean step() {
          return super.step() && !broken;
        }
      });
    }
  }

  @Planted(breaks = "solver10", how = "costs more than it says")
  static final class CostsMore extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solver() {
        @Override
        public Counts cost() {
          return new Counts(1, 1, 0, 0);
        }

        @Override
        public Iteration start(Oracle f, RunContext run) {
          return SOUND.start(f, run);
        }
      };
    }
  }

  @Planted(breaks = "solver11", how = "begins at rest when restored: its velocity is not saved")
  static final class ForgetsItsVelocity extends SolverContract {
    @Override
    protected Solver solver() {
      return new Walking(f -> new Descent.Walk(SOUND, f) {
        private final Tensor velocity = z.like().fill(0);

        @Override
        Tensor gradient() {
          return velocity.scale(0.3, velocity).plus(super.gradient(), velocity);
        }
      });
    }
  }

  @Planted(breaks = "solver12", how = "keeps a count of its runs, and changes after the second")
  static final class CountsItsRuns extends SolverContract {
    @Override
    protected Solver solver() {
      AtomicInteger runs = new AtomicInteger();
      return new Walking(f -> new Descent.Walk(runs.incrementAndGet() > 2 ? new Descent(0.1, 60, Direction.RAW) : SOUND, f));
    }
  }

  @Planted(breaks = "solver13", how = "creeps along a valley")
  static final class Creeps extends SolverContract {
    @Override
    protected Solver solver() {
      return SOUND;
    }

    @Override
    protected Solver onRosenbrock() {
      return new Descent(1e-3, 200, Direction.RAW);
    }
  }

  @Planted(breaks = "solver14", how = "never leaves a bound that it has met")
  static final class SticksToBounds extends SolverContract {
    @Override
    protected Solver solver() {
      return new Walking(f -> new Descent.Walk(new Descent(0.3, 60, Direction.RAW), f) {
        @Override
        Tensor gradient() {
          double[] at = new double[z.rowSize()];
          Tensor g = super.gradient();
          return g.mapRows((r, v) -> {
            z.read(r, at);
            Arrays.setAll(v, i -> Math.abs(at[i]) >= 1 ? 0 : v[i]);
          }, g.like());
        }
      });
    }
  }

  @Planted(breaks = "solver15", also = {"solver08", "solver11"}, how = "takes its last point for its best")
  static final class TakesTheLast extends SolverContract {
    @Override
    protected Solver solver() {
      return new Solver() {
        @Override
        public Counts cost() {
          return SOUND.cost();
        }

        @Override
        public Iteration start(Oracle f, RunContext run) {
          return new Descent.Walk(SOUND, f) {
            @Override
            Tensor gradient() {
              Tensor g = super.gradient();
              return step == 59 ? g.plus(g.like().fill(0.3)) : g;
            }
          };
        }

        @Override
        public Solution solve(Problem p, RunContext run) {
          return Drive.run(this, new Problem(p.objective(), p.sense(), p.feasible(), p.start(), p.ids(), Problem.Answer.LAST), run);
        }
      };
    }
  }

  @Planted(breaks = "solver16", how = "claims to cope, and ends at the first point where the objective is undefined")
  static final class EndsAtUndefined extends SolverContract {
    @Override
    protected Solver solver() {
      return new Compass(true);
    }
  }
}
