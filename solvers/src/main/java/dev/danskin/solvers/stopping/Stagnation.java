package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * The last so many evaluations made the best value better by no more than a tolerance.
 *
 * @param evaluations ≥ 1
 * @param tolerance ≥ 0
 */
public record Stagnation(long evaluations, double tolerance) implements StoppingRule {
  public Stagnation {
    if (evaluations < 1 || !(tolerance >= 0)) {
      throw new IllegalArgumentException("expected at least 1 evaluation and a tolerance ≥ 0, found " + evaluations + " and " + tolerance);
    }
  }

  @Override
  public List<String> reasons(History history) {
    long before = history.evaluations() - evaluations;
    boolean better = before < 0 || history.best(before) - history.best() > tolerance;
    return better ? List.of() : List.of("stagnation: " + evaluations + " evaluations, tolerance " + tolerance);
  }
}
