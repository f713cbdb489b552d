package dev.danskin.attacks;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Searches that hand on: each begins at the point of largest loss of the one before, projected onto its own sets, and the last one's answer
 * counts. With sets that shrink this is how APGD meets L1 (Croce, Hein: Mind the box; ICML 2021).
 *
 * @param attacks at least one, each of the kind max
 */
public record Relay(List<Attack> attacks) implements Attack {
  public Relay {
    attacks = List.copyOf(attacks);
    if (attacks.isEmpty()) {
      throw new IllegalArgumentException("expected at least one attack, found none");
    }
    for (Attack a : attacks) {
      if (!(a instanceof MaximumLoss)) {
        throw new IllegalArgumentException("expected attacks of the kind max, found " + a.getClass().getSimpleName());
      }
    }
  }

  private MaximumLoss leg(int i) {
    return (MaximumLoss) attacks.get(i);
  }

  private int last() {
    return attacks.size() - 1;
  }

  /** The last leg gets this size, the others keep their proportion to it. */
  @Override
  public Relay at(double eps) {
    double now = threat().eps();
    return new Relay(attacks.stream().map(a -> a.at(now == 0 ? eps : a.threat().eps() / now * eps)).toList());
  }

  @Override
  public Relay aimedAt(Goal goal) {
    return new Relay(attacks.stream().map(a -> a.aimedAt(goal)).toList());
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

  @Override
  public ThreatModel threat() {
    return leg(last()).threat();
  }

  @Override
  public Counts cost() {
    return attacks.stream().map(Attack::cost).reduce(Counts.NONE, Counts::plus);
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    Tensor delta = null;
    Counts[] spent = new Counts[batch.size()];
    Arrays.fill(spent, Counts.NONE);
    for (int i = 0; i < last(); i++) {
      Counts beside = new Counts(leg(i).goal().needsLogits() ? 1 : 0, 0, 0, 0);
      if (run.budget().minus(most(spent)).forward() < beside.forward()) {
        break;
      }
      Solution s = leg(i).explore(target, batch, delta, run.at("attacks-" + i).with(run.budget().minus(most(spent).plus(beside))));
      delta = s.point();
      for (int j = 0; j < spent.length; j++) {
        spent[j] = spent[j].plus(s.spent()[j]).plus(beside);
      }
    }
    Attacked a = leg(last()).run(target, batch, delta, run.at("attacks-" + last()).with(run.budget().minus(most(spent))));
    for (int j = 0; j < spent.length; j++) {
      spent[j] = spent[j].plus(a.spent()[j]);
    }
    return new Attacked(a.adversarial(), a.success(), a.decisions(), a.outcomes(), spent, a.distances());
  }

  private static Counts most(Counts[] spent) {
    long forward = 0;
    long backward = 0;
    for (Counts c : spent) {
      forward = Math.max(forward, c.forward());
      backward = Math.max(backward, c.backward());
    }
    return new Counts(forward, backward, 0, 0);
  }
}
