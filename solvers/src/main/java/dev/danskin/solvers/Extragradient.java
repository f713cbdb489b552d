package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;

/**
 * z' = Π_S(z − a F(z)), z ← Π_S(z − a F(z')), F the "gradient" of a {@link dev.danskin.api.Saddle}: extragradient
 * (Korpelevich 1976). Converges for monotone F of Lipschitz constant L if a &lt; 1/L. Both gradients of a step are of the
 * same batch: they have the same draw. Of a plain minimisation it is a method too.
 *
 * @param rate a, finite and ≥ 0
 * @param steps T ≥ 1; costs 2T gradients and one value
 */
public record Extragradient(double rate, int steps) implements Solver {
  public Extragradient {
    FirstOrder.checkSteps(steps);
    new Rate(rate);
  }

  @Override
  public Counts cost() {
    return new Counts(2L * steps + 1, 2L * steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
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
        g = at.gradient(moved(g, at.z().like()), step, open -> {});
      }
      if (at.anyOpen()) {
        moved(g, at.z());
      }
      step++;
      return true;
    }

    private Tensor moved(Tensor g, Tensor out) {
      return at.set().project(at.z().plus(-rate, g, out), out);
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
