package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;

/**
 * Adversarial training against one step from a random start (Wong, Rice, Kolter: Fast is better than free, 2020), which
 * can collapse within a few hundred steps: the network learns to fool the single step and loses all robustness
 * (catastrophic overfitting). So a stronger attack looks at the first examples of the data every {@code every} steps, and
 * when robust accuracy falls below half of the best seen, training stops and the best parameters are returned.
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner one step from a random start, about 1.25 ε long, judged by its last iterate
 * @param check a stronger attack on the same threat model
 * @param every steps between two looks, ≥ 1
 * @param examples how many it looks at, ≥ 1
 * @param batchSize examples in a batch, ≥ 1
 * @param augmentation what is done to inputs before
 */
public record FastTraining(Solver outer, Attack inner, Attack check, @Default("100") int every, @Default("128") int examples,
    @Default("128") int batchSize, @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if a component is out of range. */
  public FastTraining {
    Training.check(batchSize, 0);
    if (every < 1 || examples < 1) {
      throw new IllegalArgumentException("expected every ≥ 1 and examples ≥ 1, found " + every + " and " + examples);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Watch watch = new Watch(model, data.first(examples), run);
    RunContext watched = new RunContext(run.seed(), run.path(), run.budget(), () -> watch.collapsed || run.cancelled().getAsBoolean(),
        run.events(), run.workers());
    Training training = new Training(model, data, outer, watched, checkpoint);
    WorstCase risk = new WorstCase(model, new CrossEntropy(), inner, training.batches(batchSize, augmentation), run.at("inner"));
    Hardened trained = training.minimise(step -> watch.over(risk), watch);
    return watch.collapsed ? new Hardened(model.at(watch.best), new Outcome.Finished(), trained.history()) : trained;
  }

  /** Looks at robustness now and then, and remembers where it was best. */
  private final class Watch implements Training.State {
    private final Model model;
    private final Batch batch;
    private final RunContext run;
    private Tensor best;
    private long bestRobust = -1;
    private volatile boolean collapsed;

    Watch(Model model, Batch batch, RunContext run) {
      this.model = model;
      this.batch = batch;
      this.run = run;
    }

    Objective over(WorstCase risk) {
      return new Objective() {
        @Override
        public boolean deterministic() {
          return false;
        }

        @Override
        public Evaluation at(Points points, Order order, long draw) {
          if (order == Order.GRADIENT && draw > 0 && draw % every == 0) {
            look(points.z(), draw);
          }
          return risk.at(points, order, draw);
        }
      };
    }

    private void look(Tensor theta, long step) {
      Model f = model.at(theta);
      Attacked found = check.run(f, batch, run.at("check"));
      int[] truth = batch.y().classes();
      long robust = 0;
      for (int i = 0; i < truth.length; i++) {
        robust += found.decisions()[i] == truth[i] ? 1 : 0;
      }
      if (robust > bestRobust) {
        bestRobust = robust;
        best = Memory.heap().copy(theta);
      } else if (robust < bestRobust / 2.0) {
        collapsed = true;
        run.events().accept(new Event.Note("catastrophic overfitting at step " + step + ": robust on " + robust + " of " + truth.length
            + " examples after " + bestRobust + "; training stops and the best parameters are returned"));
      }
    }

    @Override
    public Snapshot save() {
      return best == null ? Snapshot.EMPTY : Snapshot.EMPTY.with("best", best).with("robust", bestRobust);
    }

    @Override
    public void restore(Snapshot saved) {
      if (!saved.equals(Snapshot.EMPTY)) {
        best = saved.tensor("best");
        bestRobust = saved.longs("robust", 1)[0];
      }
    }
  }
}
