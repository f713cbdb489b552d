package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;

/**
 * z⁺ = Π_S(z − a (2F(z) − F(z⁻))), F the "gradient" of a {@link dev.danskin.api.Saddle}, F(z⁻) = F(z) at first: the
 * optimistic gradient (Popov 1980; Daskalakis et al. 2018; with this projection, Malitsky, Tam 2020). Converges for
 * monotone F of Lipschitz constant L if a &lt; 1/(2L), at one gradient per step. Of a plain minimisation it is a method
 * too.
 *
 * @param rate a, finite and ≥ 0
 * @param steps T ≥ 1; costs T gradients and one value
 */
public record OptimisticGradient(double rate, int steps) implements Solver {
  public OptimisticGradient {
    FirstOrder.checkSteps(steps);
    new Rate(rate);
  }

  /** The chain that this is short for. */
  public FirstOrder chain() {
    return new FirstOrder(steps, new Optimism(), new Rate(rate));
  }

  @Override
  public Counts cost() {
    return chain().cost();
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return chain().start(oracle, run);
  }
}
