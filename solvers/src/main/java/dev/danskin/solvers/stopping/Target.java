package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * The best value is as small as wanted.
 *
 * @param value not NaN; of a maximisation with the other sign
 */
public record Target(double value) implements StoppingRule {
  public Target {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("expected a target that is a number, found NaN");
    }
  }

  @Override
  public List<String> reasons(History history) {
    return history.best() <= value ? List.of("target: " + value) : List.of();
  }
}
