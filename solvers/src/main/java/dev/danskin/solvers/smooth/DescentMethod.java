package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/**
 * x ← x + a d, d by a {@link Descent}, a by a {@link LineSearch}. The methods {@link ConjugateGradient}, {@link Bfgs}, {@link LimitedMemory}
 * and {@link NewtonCG} are short for one.
 *
 * <p>Made for free spaces. In a box the variables at bounds that −∇f pushes against stay there, d is one of the others, x + d is projected
 * onto the box where the step 1 is natural and that descends, and a step ends at the next bound otherwise: active sets that change with every
 * step. Where many bounds hold, {@link LBfgsB} is the better method.
 *
 * @param descent in which direction
 * @param search how far
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record DescentMethod(Descent descent, LineSearch search, @Default("1e-5") double gtol, @Default("1e-12") double tolfun,
    @Default("1000") int steps) implements Solver {
  public DescentMethod {
    Stop.check(steps, gtol, tolfun);
  }

  @Override
  public boolean copes() {
    return true;
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    Bounds.accept("descent", sets);
  }

  @Override
  public Counts cost() {
    long most = 1 + 2L * steps * (search.evaluations() + descent.products());
    return new Counts(most, most, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return new Walks(oracle, run, (f, space) -> new DescentWalk(this, f, space));
  }
}
