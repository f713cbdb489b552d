package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * So many values were told. Looked at after each asking: the candidates of one are all evaluated. The hard limit is that of a budget.
 *
 * @param most ≥ 1
 */
public record Evaluations(long most) implements StoppingRule {
  public Evaluations {
    if (most < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + most);
    }
  }

  @Override
  public List<String> reasons(History history) {
    return history.evaluations() >= most ? List.of("evaluations: " + most) : List.of();
  }
}
