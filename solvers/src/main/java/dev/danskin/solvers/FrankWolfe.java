package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;

/**
 * z ← z + γ_t (s − z), s = argmin_{s∈S} ⟨g, s⟩, γ_t = 2/(t + 2): projection-free (Frank, Wolfe 1956; Jaggi 2013). Every
 * iterate is feasible because the set is convex; other sets are refused at the start.
 *
 * @param steps T ≥ 1; costs T gradients and one value
 */
public record FrankWolfe(int steps) implements Solver {
  public FrankWolfe {
    FirstOrder.checkSteps(steps);
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    if (!sets.convex()) {
      throw new IllegalArgumentException("expected convex sets, found " + sets.getClass().getSimpleName()
          + "; use the solver successive-linearization (--attack tabular)");
    }
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return new Walk(oracle);
  }

  private final class Walk implements Iteration {
    private final Iterate at;
    private int step;

    Walk(Oracle oracle) {
      at = new Iterate(oracle);
    }

    @Override
    public boolean step() {
      if (step == steps) {
        at.judge(at.z(), step);
        return false;
      }
      Tensor g = at.gradient(at.z(), step, open -> {});
      if (at.anyOpen()) {
        Tensor z = at.z();
        Tensor towards = at.set().extreme(g.scale(-1), g.like()).minus(z);
        z.plus(2.0 / (step + 2), towards, z);
      }
      step++;
      return true;
    }

    @Override
    public Snapshot save() {
      return at.save().with("step", step);
    }

    @Override
    public void restore(Snapshot saved) {
      step = saved.count("step", steps);
      at.restore(saved);
    }
  }
}
