package dev.danskin.solvers.stopping;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/**
 * Any solver until a rule holds. An instance for which it holds is over, and finished for all the reasons of the rule, those of the solver
 * after them; the others go on. The rule is looked at after each asking of the solver for values.
 *
 * @param solver not to be gone on with
 * @param rule when
 */
public record Until(Solver solver, StoppingRule rule) implements Solver {
  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    WatchedOracle watched = new WatchedOracle(oracle, rule);
    return new WatchedRun(watched, solver.start(watched, run));
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    solver.accept(sets, shape);
  }

  @Override
  public Order needs() {
    return solver.needs();
  }

  @Override
  public boolean copes() {
    return solver.copes();
  }

  @Override
  public Counts cost() {
    return solver.cost();
  }
}
