package dev.danskin.runtime.evaluation;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;

/**
 * An attack in a report.
 *
 * @param name its name there, unique together with eps
 * @param eps the size of its threat model
 */
public record NamedAttack(String name, double eps, Attack attack) {
  /** What the names of attacks begin with that are run for the sanity ladder only. */
  public static final String LADDER = "ladder-";

  /** Whether the row is this attack's. */
  boolean made(ExampleRow row) {
    return row.attack().equals(name) && row.eps() == eps;
  }

  /** Whether the other has the same threat model and size. */
  boolean rivals(NamedAttack other) {
    return eps == other.eps && attack.threat().norm() == other.attack.threat().norm();
  }

  /** Whether it is run for the sanity ladder only. */
  public boolean ladder() {
    return name.startsWith(LADDER);
  }

  /** Whether it is random noise: the floor under every search. */
  boolean noise() {
    return name.equals("noise") || name.equals(LADDER + "noise");
  }

  /** Whether it works without gradients. */
  boolean blackBox() {
    return !attack.needs().contains(Access.GRADIENTS);
  }

  /** Whether the row's success is that of a part without gradients after a part with gradients had failed. */
  boolean blackBoxFinished(ExampleRow row) {
    if (row.part() < 0 || row.part() >= attack.parts().size() || needsGradients(attack.parts().get(row.part()))) {
      return false;
    }
    return attack.parts().subList(0, row.part()).stream().anyMatch(NamedAttack::needsGradients);
  }

  private static boolean needsGradients(Attack attack) {
    return attack.needs().contains(Access.GRADIENTS);
  }
}
