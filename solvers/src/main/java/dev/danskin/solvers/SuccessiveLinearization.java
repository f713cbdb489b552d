package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Draws;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * z ← argmin_{s∈S} ⟨∇f(z), s⟩: Frank-Wolfe with full steps (Mangasarian: Machine learning via polyhedral concave minimization, 1996;
 * Luss, Teboulle: Conditional gradient algorithms for rank-one matrix approximations with a sparsity constraint, 2013). The iterates
 * are extreme points, so the sets need not be convex: it crosses between the categories of a one-hot group, where small steps fall
 * back. From the second point on f falls with every step as long as f is concave (a loss to be made large: convex); of a linear
 * function the first step is the optimum.
 *
 * <p>Where a step did not improve, at a fixed point or in a cycle, the next point is a sample of the set, from which the search begins again.
 * The last point looked at is the best one.
 *
 * <p>Costs {@code steps} gradients and, to judge the best point, one value.
 *
 * @param steps T ≥ 2, the start included
 */
public record SuccessiveLinearization(int steps) implements Solver {
  public SuccessiveLinearization {
    if (steps < 2) {
      throw new IllegalArgumentException("expected at least 2 steps, the first looks at the start, found " + steps);
    }
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Search(oracle, run.at("successive-linearization").draws());
  }

  private final class Search implements Iteration {
    private final Iterate at;
    private final Draws draws;
    private final BestPoints best;
    /** The value before the last move, +∞ where the search begins anew. */
    private double[] before;
    private int step;

    Search(Oracle oracle, Draws draws) {
      this.draws = draws;
      at = new Iterate(oracle);
      best = new BestPoints(at.z());
      before = new double[at.z().rows()];
      Arrays.fill(before, Double.POSITIVE_INFINITY);
    }

    @Override
    public boolean step() {
      if (step == steps) {
        at.judge(best.z(), step);
        return false;
      }
      Evaluation e = at.evaluation(at.z(), Order.GRADIENT, step, this::keep);
      if (at.anyOpen()) {
        best.learn(at.z(), e);
        move(e);
      }
      step++;
      return true;
    }

    private void keep(int[] open) {
      best.keep(open);
      before = Iterate.picked(before, open);
    }

    private void move(Evaluation e) {
      Tensor z = at.z();
      Tensor descent = e.gradient().scale(-1, z.like());
      at.set().extreme(descent, z);
      Tensor fresh = null;
      for (int i = 0; i < before.length; i++) {
        boolean improved = e.values()[i] < before[i];
        before[i] = improved ? e.values()[i] : Double.POSITIVE_INFINITY;
        if (!improved) {
          fresh = fresh == null ? at.set().sample(draws, at.ids(), step, z.like()) : fresh;
          z.put(i, fresh, i);
        }
      }
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("step", step).with("iterate", at.save()).with("best", best.save()).with("before", before);
    }

    @Override
    public void restore(Snapshot saved) {
      step = saved.count("step", steps);
      at.restore(saved.part("iterate"));
      best.restore(saved.part("best"), at.z());
      before = saved.doubles("before", at.z().rows());
    }
  }
}
