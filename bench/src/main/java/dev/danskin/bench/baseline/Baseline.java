package dev.danskin.bench.baseline;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;

/**
 * An optimizer of another library. The library calls the function, so one step is a whole run of it, and runs cannot be saved. When a run
 * ends by the library's rules, another begins at a random place of the region, until the evaluations are used up. Points outside the set are
 * evaluated at their projection.
 *
 * @param name of library and method
 * @param method one run
 * @param evaluations most values per instance, ≥ 1
 */
record Baseline(String name, Method method, long evaluations) implements Solver {
  Baseline {
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  @Override
  public Order needs() {
    return Order.VALUE;
  }

  @Override
  public boolean copes() {
    return true;
  }

  @Override
  public Counts cost() {
    return new Counts(evaluations, 0, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new LibraryRuns(this, oracle, run);
  }

  @Override
  public String toString() {
    return name;
  }
}
