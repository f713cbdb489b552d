package dev.danskin.attacks;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Default;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.RunContext;
import dev.danskin.api.Scores;
import dev.danskin.api.ThreatModel;
import java.util.List;
import java.util.Set;

/**
 * The same attack towards one wrong class after the other, in the order of their clean logits, on the examples not fooled yet; any mistake
 * is a success (multi-targeted: Gowal et al. 2019; APGD-T and FAB-T: Croce, Hein 2020).
 *
 * @param attack of a loss that has a targeted form
 * @param targets how many classes at most, ≥ 1; a model of K classes has K − 1
 */
public record EachTarget(Attack attack, @Default("9") int targets) implements Attack {
  public EachTarget {
    if (targets < 1) {
      throw new IllegalArgumentException("expected at least 1 target, found " + targets);
    }
    attack = attack.aimedAt(new Goal.Towards(1));
  }

  @Override
  public EachTarget at(double eps) {
    return new EachTarget(attack.at(eps), targets);
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
    return attack.cost().times(targets);
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    int most = target instanceof Scores s ? Math.min(targets, s.classes() - 1) : targets;
    Survivors survivors = new Survivors(target, batch, run);
    for (int rank = 1; rank <= most; rank++) {
      survivors.attack(attack.aimedAt(new Goal.Towards(rank)), "attack.target-" + rank);
    }
    return survivors.result();
  }
}
