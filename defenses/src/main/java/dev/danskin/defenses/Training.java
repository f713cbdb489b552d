package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Drive;
import dev.danskin.api.EmpiricalRisk;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The outer minimisation that all defenses share: batches, the solver, history, and state beside the solver's. */
record Training(Model model, Dataset data, Solver outer, RunContext run, Checkpoint checkpoint) {
  /** What a defense carries from step to step beside the solver: saved and restored with the run. */
  interface State {
    Snapshot save();

    void restore(Snapshot saved);
  }

  /** No such state. */
  static final class Stateless implements State {
    @Override
    public Snapshot save() {
      return Snapshot.EMPTY;
    }

    @Override
    public void restore(Snapshot saved) {
      // There is nothing to restore.
    }
  }

  /** step ↦ batch: a permutation of the data for each epoch, then the augmentation. */
  LongFunction<Batch> batches(int batchSize, Augmentation augmentation) {
    LongFunction<Batch> plain = data.batches(batchSize, run.at("batches"));
    RunContext draws = run.at("augmentation");
    return step -> augmentation.apply(plain.apply(step), step, draws.draws());
  }

  /** Minimises a risk that may be another one at every step. */
  Hardened minimise(LongFunction<? extends Objective> risks) {
    return minimise(risks, new Stateless());
  }

  Hardened minimise(LongFunction<? extends Objective> risks, State state) {
    List<Event.Step> history = new ArrayList<>();
    RunningStatistics statistics = new RunningStatistics(model.parameters());
    Problem problem = Problem.minimise(new Stochastic(risks, statistics, history), model.parameters());
    Solution s = Drive.run(outer, problem, run.at("outer"), new Joined(checkpoint, state, statistics));
    return new Hardened(model.at(statistics.over(s.point())), s.outcomes()[0], history);
  }

  /** The risk of each step at θ with the running statistics; its value is told and kept, its statistics are followed. */
  private final class Stochastic implements Objective {
    private final LongFunction<? extends Objective> risks;
    private final RunningStatistics statistics;
    private final List<Event.Step> history;

    Stochastic(LongFunction<? extends Objective> risks, RunningStatistics statistics, List<Event.Step> history) {
      this.risks = risks;
      this.statistics = statistics;
      this.history = history;
    }

    @Override
    public boolean deterministic() {
      return false;
    }

    @Override
    public Evaluation at(Points solver, Order order, long draw) {
      Points points = new Points(statistics.over(solver.z()), solver.instance());
      if (order == Order.GRADIENT) {
        run.events().accept(new Event.Standing("training", draw, points.z()));
      }
      Evaluation e = risks.apply(draw).at(points, order, draw);
      if (order == Order.GRADIENT) {
        Event.Step step = new Event.Step("training", draw, e.values()[0]);
        history.add(step);
        statistics.follow(e.statistics());
        run.events().accept(step);
      }
      return e;
    }
  }

  /** The solver's snapshots with the defense's state and the running statistics beside. */
  private record Joined(Checkpoint outer, State state, State statistics) implements Checkpoint {
    @Override
    public Optional<Snapshot> begin() {
      Optional<Snapshot> begun = outer.begin();
      begun.ifPresent(s -> {
        state.restore(s.part("defense"));
        statistics.restore(s.part("statistics"));
      });
      return begun.map(s -> s.part("run"));
    }

    @Override
    public void after(long step, Supplier<Snapshot> snapshot) {
      outer.after(step, () -> Snapshot.EMPTY.with("run", snapshot.get()).with("defense", state.save())
          .with("statistics", statistics.save()));
    }
  }

  /** The attack at the size of a step: ε grows linearly over the first share {@code warmup} of the steps. */
  Attack sized(Attack inner, double warmup, long step) {
    double share = warmup == 0 ? 1 : Math.min(1, (step + 1) / (warmup * outer.cost().backward()));
    return share == 1 ? inner : inner.at(share * inner.threat().eps());
  }

  /** Minimises a loss of outputs before and after an attack. */
  Hardened pairs(Attack inner, double warmup, PairLoss loss, PairRisk.Against against, LongFunction<Batch> batches) {
    return minimise(step -> new EmpiricalRisk(model, new PairRisk(sized(inner, warmup, step), loss, against), batches, run.at("inner")));
  }

  static void check(int batchSize, double warmup) {
    if (batchSize < 1 || !(warmup >= 0 && warmup < 1)) {
      throw new IllegalArgumentException("expected batchSize ≥ 1 and 0 ≤ warmup < 1, found " + batchSize + " and " + warmup);
    }
  }
}
