package dev.danskin.solvers.stopping;

import java.util.List;

/**
 * So much time has passed. Runs under this rule do not repeat.
 *
 * @param most &gt; 0
 */
public record Seconds(double most) implements StoppingRule {
  public Seconds {
    if (!(most > 0)) {
      throw new IllegalArgumentException("expected more than 0 seconds, found " + most);
    }
  }

  @Override
  public List<String> reasons(History history) {
    return history.seconds() >= most ? List.of("seconds: " + most) : List.of();
  }

  @Override
  public boolean timed() {
    return true;
  }
}
