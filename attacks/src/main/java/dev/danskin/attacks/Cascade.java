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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One attack after the other, each on the examples that the earlier ones did not fool: the worst case over all of them
 * at the cost of the survivors.
 *
 * @param attacks at least one, in order
 */
public record Cascade(List<Attack> attacks) implements Attack {
  public Cascade {
    attacks = List.copyOf(attacks);
    if (attacks.isEmpty()) {
      throw new IllegalArgumentException("expected at least one attack, found none");
    }
  }

  @Override
  public Cascade at(double eps) {
    return new Cascade(attacks.stream().map(a -> a.at(eps)).toList());
  }

  @Override
  public Cascade aimedAt(Goal goal) {
    return new Cascade(attacks.stream().map(a -> a.aimedAt(goal)).toList());
  }

  @Override
  public void accept(Domain domain) {
    attacks.forEach(a -> a.accept(domain));
  }

  @Override
  public Set<Access> needs() {
    Set<Access> needs = EnumSet.noneOf(Access.class);
    attacks.forEach(a -> needs.addAll(a.needs()));
    return needs;
  }

  /** The threat of the first attack; its norm is the one in which distances are reported. */
  @Override
  public ThreatModel threat() {
    return attacks.get(0).threat();
  }

  @Override
  public List<Attack> parts() {
    return attacks;
  }

  @Override
  public Counts cost() {
    return attacks.stream().map(Attack::cost).reduce(Counts.NONE, Counts::plus);
  }

  /** An attack that cannot work in the domain is refused here, and not only where an example survives to it. */
  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    accept(target.domain());
    Survivors survivors = new Survivors(target, batch, run);
    for (int i = 0; i < attacks.size(); i++) {
      survivors.attack(attacks.get(i), "attacks-" + i, i);
    }
    return survivors.result();
  }
}
