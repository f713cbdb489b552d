package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.tensor.Tensor;
import java.util.List;

/**
 * z_{t+1} = Π_S(z_t − c(∇f(z_t))), t = 0 … T − 1, c a chain of transforms: the form of optax. The same chain trains a
 * network (n = 1) and perturbs a batch of images. With {@code tail} &gt; 0 the last point is the average of the last
 * iterates (Polyak, Juditsky 1992), z̄ ← z̄ + w_k (z − z̄), w_k = max(1/k, 1 − ema) at the k-th of them: their mean for
 * ema = 1, an exponential moving average for less. The average is evaluated once, at the end, and so is the answer of
 * problems that answer with their last point.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param transforms c, the gradient enters the first and the last gives the update; at least one
 * @param steps T ≥ 1
 * @param tail the share of the iterates that are averaged, in [0, 1]; 0 for none
 * @param ema in [0, 1], how slowly the average forgets
 */
public record FirstOrder(List<Transform> transforms, int steps, @Default("0") double tail, @Default("1") double ema)
    implements Solver {
  public FirstOrder {
    transforms = List.copyOf(transforms);
    if (transforms.isEmpty()) {
      throw new IllegalArgumentException("expected at least one transform, found none; a plain rate is one");
    }
    checkSteps(steps);
    if (!(tail >= 0 && tail <= 1 && ema >= 0 && ema <= 1)) {
      throw new IllegalArgumentException("expected 0 ≤ tail, ema ≤ 1, found " + tail + " and " + ema);
    }
  }

  /** A chain without averaging. */
  public FirstOrder(int steps, Transform... transforms) {
    this(List.of(transforms), steps, 0, 1);
  }

  static void checkSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Descent(oracle);
  }

  private final class Descent implements Iteration {
    private final Iterate at;
    private List<Transform.State> chain;
    private Tensor average;
    private int step;

    Descent(Oracle oracle) {
      at = new Iterate(oracle);
      begin();
    }

    private void begin() {
      chain = transforms.stream().map(t -> t.start(at.z())).toList();
      average = tail > 0 ? at.z().memory().retain(at.z().type(), at.z().shape()) : null;
    }

    @Override
    public boolean step() {
      if (step == steps) {
        at.judge(average == null ? at.z() : at.set().project(average, average), step);
        return false;
      }
      Tensor gradient = at.gradient(at.z(), step, this::keep);
      if (at.anyOpen()) {
        descend(gradient);
      }
      step++;
      if (at.anyOpen() && average != null) {
        average();
      }
      return true;
    }

    private void keep(int[] open) {
      chain.forEach(s -> s.rows(open));
      average = average == null ? null : average.retainedRows(open);
    }

    /** The gradient is the objective's; the chain works on a copy. A chain that ends with a direction and a rate ends in one kernel. */
    private void descend(Tensor gradient) {
      Tensor z = at.z();
      Transform.Step now = new Transform.Step(z, at.set(), step, steps);
      Direction last = ending(at.set());
      int links = last == null ? chain.size() : chain.size() - 2;
      Tensor u = links == 0 ? gradient : gradient.into(z.like());
      for (Transform.State s : chain.subList(0, links)) {
        u = s.apply(u, now);
      }
      if (last == null) {
        at.set().project(z.minus(u, u), z);
      } else {
        at.set().step(z, -((Rate) transforms.get(links + 1)).at(now), last, u, z);
      }
    }

    private Direction ending(FeasibleSet set) {
      int n = transforms.size();
      boolean fused = n >= 2 && transforms.get(n - 2) instanceof Direct && transforms.get(n - 1) instanceof Rate;
      return fused ? ((Direct) transforms.get(n - 2)).kernel(set) : null;
    }

    private void average() {
      int k = step - (steps - (int) Math.ceil(tail * steps));
      if (k == 1) {
        at.z().into(average);
      } else if (k > 1) {
        average.plus(Math.max(1.0 / k, 1 - ema), at.z().minus(average), average);
      }
    }

    @Override
    public Snapshot save() {
      Snapshot saved = Snapshot.EMPTY.with("step", step).with("iterate", at.save());
      for (int i = 0; i < chain.size(); i++) {
        saved = saved.with("transform-" + i, chain.get(i).save());
      }
      return average == null ? saved : saved.with("average", average);
    }

    @Override
    public void restore(Snapshot saved) {
      step = saved.count("step", steps);
      at.restore(saved.part("iterate"));
      begin();
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).restore(saved.part("transform-" + i));
      }
      if (average != null) {
        saved.tensor("average", average);
      }
    }
  }
}
