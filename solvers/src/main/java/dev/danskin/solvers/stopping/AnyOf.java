package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * At least one of some rules holds; the reasons are those of all that do.
 *
 * @param rules at least one
 */
public record AnyOf(List<StoppingRule> rules) implements StoppingRule {
  public AnyOf {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("expected at least 1 rule, found none");
    }
  }

  @Override
  public List<String> reasons(History history) {
    return rules.stream().flatMap(r -> r.reasons(history).stream()).distinct().toList();
  }

  @Override
  public boolean timed() {
    return rules.stream().anyMatch(StoppingRule::timed);
  }
}
