package dev.danskin.testkit.defects;

import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Defense;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.Workers;
import dev.danskin.api.WorstCase;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.testkit.DefenseContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Defenses that break a law each. */
final class DefenseDefects {
  private static final int STEPS = 12;

  private DefenseDefects() {}

  /** Plain training by gradient descent, open to what spoils it. */
  static class Sound implements Defense {
    @Override
    public long steps() {
      return STEPS;
    }

    @Override
    public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
      List<Event.Step> history = new ArrayList<>();
      WorstCase risk = risk(model, data, run);
      Problem problem = Problem.minimise(new Told(risk, run, history), model.parameters());
      Solver outer = new Descent(0.5, STEPS, Direction.RAW);
      Solution s = Drive.run(outer, problem, run.at("outer"), checkpoint);
      return new Hardened(model.at(s.point()), s.outcomes()[0], history);
    }
  }

  private static WorstCase risk(Model model, Dataset data, RunContext run) {
    LongFunction<Batch> batches = data.batches(100, run.at("batches"));
    return new WorstCase(model, new CrossEntropy(), null, batches, run.at("inner"));
  }

  /** Tells and keeps the value of each step. */
  private record Told(Objective risk, RunContext run, List<Event.Step> history) implements Objective {
    @Override
    public boolean deterministic() {
      return false;
    }

    @Override
    public Evaluation at(Points points, Order order, long draw) {
      Evaluation e = risk.at(points, order, draw);
      if (order == Order.GRADIENT) {
        run.events().accept(new Event.Standing("training", draw, points.z()));
        history.add(new Event.Step("training", draw, e.values()[0]));
      }
      return e;
    }
  }

  abstract static class Training extends DefenseContract {
    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return DefenseDefects.risk(model, data(), run);
    }
  }

  @Planted(breaks = "defense01", how = "writes into the given model")
  static final class SpoilsTheGivenModel extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          Hardened h = super.harden(model, data, run, checkpoint);
          h.model().parameters().theta().into(model.parameters().theta());
          return h;
        }
      };
    }
  }

  @Planted(breaks = "defense02", how = "gives the workers' computations another scale")
  static final class DependsOnThreads extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          boolean alone = run.workers().equals(Workers.sequential());
          Hardened h = super.harden(model, data, run, checkpoint);
          return alone ? h : new Hardened(h.model().at(h.model().parameters().theta().scale(1.001)), h.outcome(), h.history());
        }
      };
    }
  }

  @Planted(breaks = "defense03", how = "begins anew when asked to go on")
  static final class BeginsAnew extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          Model from = checkpoint.begin().isPresent() ? model.at(model.parameters().theta().scale(0.9)) : model;
          return super.harden(from, data, run, checkpoint.begin().isPresent() ? Checkpoint.NONE : checkpoint);
        }
      };
    }
  }

  @Planted(breaks = "defense04", how = "goes on when asked to stop")
  static final class DoesNotStop extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          RunContext deaf = new RunContext(run.seed(), run.path(), run.budget(), () -> false, run.events(), run.workers());
          return super.harden(model, data, deaf, checkpoint);
        }
      };
    }
  }

  @Planted(breaks = "defense05", how = "leaves the last step out of the history", also = "defense07")
  static final class ForgetsTheLastStep extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          Hardened h = super.harden(model, data, run, checkpoint);
          return new Hardened(h.model(), h.outcome(), h.history().subList(0, Math.max(0, h.history().size() - 1)));
        }
      };
    }
  }

  @Planted(breaks = "defense06", how = "ignores the budget")
  static final class Overspends extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          return super.harden(model, data, run.with(Budget.UNLIMITED), checkpoint);
        }
      };
    }
  }

  @Planted(breaks = "defense07", how = "reports losses of the step before")
  static final class ReportsAnotherLoss extends Training {
    @Override
    protected Defense defense() {
      return new Sound() {
        @Override
        public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
          Hardened h = super.harden(model, data, run, checkpoint);
          List<Event.Step> late = new ArrayList<>();
          for (int t = 0; t < h.history().size(); t++) {
            Event.Step s = h.history().get(t);
            late.add(new Event.Step(s.what(), s.step(), h.history().get(Math.max(0, t - 1)).value()));
          }
          return new Hardened(h.model(), h.outcome(), late);
        }
      };
    }
  }
}
