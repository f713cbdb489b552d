package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * APGD (Croce, Hein: Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks; ICML 2020).
 * With d the steepest direction of descent and Π the projection onto the set,
 *
 * <pre>
 * u = Π(z_t + η d(z_t)),   z_{t+1} = Π(z_t + α (u − z_t) + (1 − α)(z_t − z_{t−1})),   α = 1 at t = 0
 * </pre>
 *
 * <p>At checkpoints an instance halves its η and goes back to its best point if it improved in at most the share ρ of the steps since
 * the last one, or if η was kept there and the best value has not improved since. The checkpoints of T = 100 follow steps 22, 41, 57,
 * 70, 80, 87, 93, 99.
 *
 * <p>Π is exact: onto a ball cut with a box, where the reference implementation projects onto one after the other for L2. The first
 * step counts as an improvement if it improved on the start, where the reference compares with 0.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate η at the start, finite and &gt; 0, in the units of the variable: twice the radius of the set in the paper
 * @param steps T ≥ 1
 * @param momentum α in (0, 1]; 1 for none
 * @param progress ρ in [0, 1]
 */
public record AutoProjectedGradient(double rate, int steps, @Default("0.75") double momentum, @Default("0.75") double progress)
    implements Solver {
  public AutoProjectedGradient {
    FirstOrder.checkSteps(steps);
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("expected a finite rate ≥ 0, found " + rate);
    }
    if (!(momentum > 0 && momentum <= 1 && progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("expected momentum in (0, 1] and progress in [0, 1], found " + momentum + " and " + progress);
    }
  }

  /** The constants of the paper. */
  public AutoProjectedGradient(double rate, int steps) {
    this(rate, steps, 0.75, 0.75);
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Search(oracle);
  }

  /** The first period, and what is taken from it at each checkpoint down to the shortest. */
  private int period(int checkpoint) {
    int first = Math.max((int) (0.22 * steps), 1);
    int less = Math.max((int) (0.03 * steps), 1);
    return Math.max(first - checkpoint * less, Math.max((int) (0.06 * steps), 1));
  }

  private final class Search implements Iteration {
    private final Iterate at;
    private Tensor previous;
    private final BestPoints best;
    private double[] bestAtCheckpoint;
    private double[] lastValue;
    private double[] eta;
    private int[] improved;
    private boolean[] halved;
    private int step;
    private int checkpoints;
    private int sinceCheckpoint;

    Search(Oracle oracle) {
      at = new Iterate(oracle);
      best = new BestPoints(at.z());
      allocate();
      Arrays.fill(eta, rate);
      Arrays.fill(halved, true);
    }

    private void allocate() {
      Tensor z = at.z();
      previous = z.memory().retain(z.type(), z.shape());
      int n = z.rows();
      bestAtCheckpoint = new double[n];
      lastValue = new double[n];
      eta = new double[n];
      improved = new int[n];
      halved = new boolean[n];
    }

    @Override
    public boolean step() {
      if (step == steps) {
        at.judge(at.z(), step);
        return false;
      }
      Evaluation e = at.evaluation(at.z(), Order.GRADIENT, step, this::keep);
      if (at.anyOpen()) {
        learn(e);
        Tensor gradient = e.gradient().into(at.z().like());
        if (sinceCheckpoint == period(checkpoints)) {
          checkpoint(gradient);
        }
        move(gradient);
      }
      step++;
      sinceCheckpoint++;
      return true;
    }

    private void keep(int[] open) {
      previous = previous.retainedRows(open);
      best.keep(open);
      bestAtCheckpoint = Iterate.picked(bestAtCheckpoint, open);
      lastValue = Iterate.picked(lastValue, open);
      eta = Iterate.picked(eta, open);
      int[] counts = improved;
      improved = Arrays.stream(open).map(i -> counts[i]).toArray();
      boolean[] before = halved;
      halved = new boolean[open.length];
      for (int j = 0; j < open.length; j++) {
        halved[j] = before[open[j]];
      }
    }

    private void learn(Evaluation e) {
      best.learn(at.z(), e);
      for (int i = 0; i < eta.length; i++) {
        improved[i] += step > 0 && e.values()[i] < lastValue[i] ? 1 : 0;
        lastValue[i] = e.values()[i];
        bestAtCheckpoint[i] = step == 0 ? e.values()[i] : bestAtCheckpoint[i];
      }
    }

    private void checkpoint(Tensor gradient) {
      int length = period(checkpoints);
      for (int i = 0; i < eta.length; i++) {
        boolean oscillates = improved[i] <= progress * length;
        boolean rests = !halved[i] && best.value(i) >= bestAtCheckpoint[i];
        halved[i] = oscillates || rests;
        bestAtCheckpoint[i] = best.value(i);
        improved[i] = 0;
        if (halved[i]) {
          eta[i] /= 2;
          best.goBack(i, at.z(), gradient);
        }
      }
      checkpoints++;
      sinceCheckpoint = 0;
    }

    private void move(Tensor gradient) {
      Tensor z = at.z();
      Tensor u = at.set().steepest(z, gradient.scale(-1, gradient), gradient).rowScale(eta, gradient);
      at.set().project(z.plus(u, u), u);
      if (step > 0 && momentum < 1) {
        Tensor inertia = z.minus(previous);
        u.minus(z, u);
        z.plus(momentum, u, u).plus(1 - momentum, inertia, u);
        at.set().project(u, u);
      }
      z.into(previous);
      u.into(z);
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("step", step).with("checkpoints", checkpoints).with("since-checkpoint", sinceCheckpoint)
          .with("iterate", at.save()).with("previous", previous).with("best", best.save())
          .with("best-at-checkpoint", bestAtCheckpoint)
          .with("last-value", lastValue).with("eta", eta).with("improved", numbers(i -> improved[i])).with("halved", numbers(i -> halved[i] ? 1 : 0));
    }

    private long[] numbers(IntToLongFunction f) {
      return IntStream.range(0, eta.length).mapToLong(f).toArray();
    }

    @Override
    public void restore(Snapshot saved) {
      step = saved.count("step", steps);
      checkpoints = saved.count("checkpoints", steps);
      sinceCheckpoint = saved.count("since-checkpoint", steps);
      at.restore(saved.part("iterate"));
      allocate();
      saved.tensor("previous", previous);
      best.restore(saved.part("best"), at.z());
      bestAtCheckpoint = saved.doubles("best-at-checkpoint", eta.length);
      lastValue = saved.doubles("last-value", eta.length);
      eta = saved.doubles("eta", eta.length);
      long[] counts = saved.longs("improved", eta.length);
      long[] flags = saved.longs("halved", eta.length);
      for (int i = 0; i < eta.length; i++) {
        improved[i] = (int) counts[i];
        halved[i] = flags[i] == 1;
      }
    }
  }
}
