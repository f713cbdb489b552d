package dev.danskin.defenses;

import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.EmpiricalRisk;
import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Hardened;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Every batch is seen {@code replays} times in a row; each time one backward pass gives both a descent step on θ and an
 * ascent step on δ, δ ← Π(δ + rate·d(∇_δ)), and δ is carried on to the next batch: adversarial training at the price of
 * standard training (Shafahi, Najibi, Ghiasi, Xu, Dickerson, Studer, Davis, Taylor, Goldstein: Adversarial training for
 * free, 2019).
 *
 * @param outer the minimisation over θ; {@code replays} of its steps see one batch
 * @param threat Δ
 * @param rate of the ascent, in the units of the data; the original takes ε
 * @param replays m ≥ 1
 * @param batchSize examples in a batch, ≥ 1
 * @param augmentation what is done to inputs before, once for all replays
 */
public record FreeTraining(Solver outer, ThreatModel threat, double rate, @Default("4") int replays, @Default("128") int batchSize,
    @Default("none") Augmentation augmentation) implements Defense {
  private static final int PIECE = 64;

  /** IllegalArgumentException if a component is out of range. */
  public FreeTraining {
    Training.check(batchSize, 0);
    if (replays < 1 || !(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("expected replays ≥ 1 and a finite rate ≥ 0, found " + replays + " and " + rate);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    Replayed risk = new Replayed(model, training.batches(batchSize, augmentation), run);
    return training.minimise(step -> risk, risk);
  }

  /** The risk at the present δ; asking for its gradient moves δ. */
  private final class Replayed implements Objective, Training.State {
    private final Model model;
    private final LongFunction<Batch> batches;
    private final RunContext run;
    private Tensor delta;

    Replayed(Model model, LongFunction<Batch> batches, RunContext run) {
      this.model = model;
      this.batches = batches;
      this.run = run;
    }

    @Override
    public Snapshot save() {
      return delta == null ? Snapshot.EMPTY : Snapshot.EMPTY.with("delta", delta);
    }

    @Override
    public void restore(Snapshot saved) {
      delta = Memory.heap().copy(saved.tensor("delta"));
    }

    private record Part(EmpiricalRisk.Sum sum, Tensor delta) {}

    @Override
    public Evaluation at(Points points, Order order, long draw) {
      Batch batch = batches.apply(draw / replays);
      delta = delta == null ? Memory.heap().zeros(batch.x().type(), batch.x().shape()) : delta;
      Model f = model.at(points.z());
      int pieces = (batch.size() + PIECE - 1) / PIECE;
      List<Part> parts = run.workers().all(pieces, k -> part(f, batch, IntStream.range(k * PIECE, Math.min(batch.size(), (k + 1) * PIECE)).toArray()));
      EmpiricalRisk.Sum first = parts.get(0).sum;
      Tensor gradient = Memory.heap().zeros(first.gradient().type(), Shape.of(1, model.parameters().size()));
      Tensor statistics = first.statistics() == null ? null : gradient.like().fill(0);
      double value = 0;
      for (int k = 0; k < pieces; k++) {
        EmpiricalRisk.Sum sum = parts.get(k).sum;
        value += sum.value();
        gradient.plus(sum.gradient(), gradient);
        if (statistics != null) {
          statistics.plus(sum.statistics(), statistics);
        }
        for (int r = 0; r < parts.get(k).delta.rows(); r++) {
          delta.put(k * PIECE + r, parts.get(k).delta, r);
        }
      }
      Tensor mean = mean(gradient, batch, points);
      return new Evaluation(new double[] {value / batch.size()}, mean, new boolean[1],
          statistics == null ? null : mean(statistics, batch, points));
    }

    private static Tensor mean(Tensor sum, Batch batch, Points points) {
      return sum.scale(1.0 / batch.size(), sum).cast(points.z().type());
    }

    private Part part(Model f, Batch batch, int[] rows) {
      Batch some = batch.rows(rows);
      FeasibleSet set = threat.around(some.x(), f.domain());
      Tensor d = delta.rows(rows);
      set.project(d, d);
      try (Linearized l = f.training().linearize(threat.apply(some.x(), d, f.domain()))) {
        Tensor cotangent = new CrossEntropy().gradient(l.logits(), some.y());
        double value = java.util.Arrays.stream(new CrossEntropy().values(l.logits(), some.y())).sum();
        Tensor gradient = l.parameterPullback(cotangent);
        Tensor ascent = set.steepest(d, threat.pullback(some.x(), d, l.pullback(cotangent)), d.like());
        EmpiricalRisk.Sum sum = new EmpiricalRisk.Sum(value, gradient).with(l, rows.length);
        return new Part(sum, set.project(d.plus(rate, ascent, d), d));
      }
    }
  }
}
