package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;

/**
 * z ← z + γ_t (s − z), s = argmin_{s∈S} ⟨g, s⟩, γ_t = 2/(t + 2): projection-free (Frank, Wolfe 1956; Jaggi 2013). Every
 * iterate is feasible because the set is convex; other sets are refused at the start.
 *
 * @param steps T ≥ 1; costs T gradients and one value
 */
public record FrankWolfe(int steps) implements Solver {
  public FrankWolfe {
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
    if (!oracle.feasible().convex()) {
      throw new IllegalArgumentException("expected convex sets, found " + oracle.feasible().getClass().getSimpleName()
          + "; use pgd");
    }
    return new Walk(oracle);
  }

  private final class Walk implements Iteration {
    private final Oracle oracle;
    private FeasibleSet set;
    private Points at;
    private int step;

    Walk(Oracle oracle) {
      this.oracle = oracle;
      set = oracle.feasible();
      Tensor z = set.project(oracle.start(), oracle.start().like());
      int[] all = new int[z.rows()];
      java.util.Arrays.setAll(all, i -> i);
      at = new Points(z, all);
    }

    @Override
    public boolean step() {
      if (step == steps) {
        oracle.at(at, Order.VALUE, step);
        return false;
      }
      Tensor g = oracle.at(at, Order.GRADIENT, step).gradient();
      int[] open = oracle.open(at.instance());
      if (open.length < at.instance().length) {
        g = g.rows(open);
        at = new Points(at.z().retainedRows(open), at.rows(open).instance());
        set = set.rows(open);
      }
      if (open.length > 0) {
        Tensor towards = set.extreme(g.scale(-1), g.like()).minus(at.z());
        at.z().plus(2.0 / (step + 2), towards, at.z());
      }
      step++;
      return true;
    }
  }
}
