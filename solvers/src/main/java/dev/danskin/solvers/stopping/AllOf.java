package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * All of some rules hold; the reasons are those of all.
 *
 * @param rules at least one
 */
public record AllOf(List<StoppingRule> rules) implements StoppingRule {
  public AllOf {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("expected at least 1 rule, found none");
    }
  }

  @Override
  public List<String> reasons(History history) {
    List<List<String>> all = rules.stream().map(r -> r.reasons(history)).toList();
    return all.stream().anyMatch(List::isEmpty) ? List.of() : all.stream().flatMap(List::stream).distinct().toList();
  }

  @Override
  public boolean timed() {
    return rules.stream().anyMatch(StoppingRule::timed);
  }
}
