package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * When a search is over: a pure function of what it has seen. Put on a solver by {@link Until}.
 *
 * <pre>
 * StoppingRule rule = StoppingRule.anyOf(StoppingRule.target(1e-8),
 *     h -&gt; h.improvement() &lt; 1e-12 ? List.of("hardly better") : List.of());
 * </pre>
 */
@FunctionalInterface
public interface StoppingRule {
  /** Why the search is over, each reason in a few words; empty if it is not. */
  List<String> reasons(History history);

  /** Whether the rule reads the clock, so that the time that has passed is saved with a run. Such runs do not repeat. */
  default boolean timed() {
    return false;
  }

  /** See {@link Target}. */
  static StoppingRule target(double value) {
    return new Target(value);
  }

  /** See {@link Evaluations}. */
  static StoppingRule evaluations(long most) {
    return new Evaluations(most);
  }

  /** See {@link Stagnation}. */
  static StoppingRule stagnation(long evaluations, double tolerance) {
    return new Stagnation(evaluations, tolerance);
  }

  /** See {@link Seconds}. */
  static StoppingRule seconds(double most) {
    return new Seconds(most);
  }

  /** See {@link AnyOf}. */
  static StoppingRule anyOf(StoppingRule... rules) {
    return new AnyOf(List.of(rules));
  }

  /** See {@link AllOf}. */
  static StoppingRule allOf(StoppingRule... rules) {
    return new AllOf(List.of(rules));
  }
}
