package dev.danskin.runtime.evaluation;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.runtime.config.RequestException;
import java.util.Objects;

/**
 * An attack in a report.
 *
 * @param name its name there, unique together with eps
 * @param eps the size of its threat model
 */
public record NamedAttack(String name, double eps, Attack attack) {
  /** What the names of attacks begin with that are run for the sanity ladder only. */
  public static final String LADDER = "ladder-";

  /**
   * An attack by its name and the size that it has itself, looked at so that it answers what is asked of it before a run.
   *
   * @param path where it stands in a configuration, for messages
   * @throws RequestException if it does not
   */
  public static NamedAttack of(String name, Attack attack, String path) {
    try {
      if (attack.needs().isEmpty() || attack.cost() == null || attack.parts().stream().anyMatch(Objects::isNull) || attack.threat().norm() == null) {
        throw new IllegalStateException("it says nothing of its needs, cost, parts or norm");
      }
      return new NamedAttack(name, attack.threat().eps(), attack);
    } catch (RuntimeException | LinkageError e) {
      throw new RequestException(path + ": expected an attack that says what it needs and costs, found one that fails when it is asked ("
          + (e instanceof IllegalStateException ? e.getMessage() : e.toString()) + "); mend " + attack.getClass().getName());
    }
  }

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
