package dev.danskin.attacks;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import java.util.List;
import java.util.Set;

/**
 * The same attack again with fresh random numbers, on the examples that it has not fooled yet.
 *
 * @param attack what is repeated
 * @param count how often at most, ≥ 1
 */
public record Restarts(Attack attack, int count) implements Attack {
  public Restarts {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 run, found " + count);
    }
  }

  @Override
  public Restarts at(double eps) {
    return new Restarts(attack.at(eps), count);
  }

  @Override
  public Restarts aimedAt(Goal goal) {
    return new Restarts(attack.aimedAt(goal), count);
  }

  @Override
  public void accept(Domain domain) {
    attack.accept(domain);
  }

  @Override
  public Set<Access> needs() {
    return attack.needs();
  }

  @Override
  public ThreatModel threat() {
    return attack.threat();
  }

  @Override
  public List<Attack> parts() {
    return attack.parts();
  }

  @Override
  public Counts cost() {
    return attack.cost().times(count);
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    Survivors survivors = new Survivors(target, batch, run);
    for (int i = 0; i < count; i++) {
      survivors.attack(attack, i == 0 ? "attack" : "attack.restart-" + i);
    }
    return survivors.result();
  }
}
