package dev.danskin.api;

import java.util.List;
import java.util.Set;

/** A search for δ ∈ Δ(x) at which a model errs: the inner maximum from below. An immutable value. */
public interface Attack {
  /** What the target must offer. */
  Set<Access> needs();

  /** The sets that are searched. */
  ThreatModel threat();

  /** The most that one example can cost. */
  Counts cost();

  /** The attacks that this one tries in turn, so that a report can say which of them succeeded; none for a single search. */
  default List<Attack> parts() {
    return List.of();
  }

  /**
   * Looks whether this attack can work in a domain, before anything is spent.
   *
   * @throws IllegalArgumentException in one sentence that names an attack which can, if not
   */
  default void accept(Domain domain) {}

  /**
   * Attacks every example of the batch that has not been fooled before; examples are independent of each other.
   *
   * @return one entry per example of the batch, in its order
   * @throws IllegalArgumentException if the target does not offer what this attack {@link #needs()}
   */
  Attacked run(Decides target, Batch batch, RunContext run);

  /**
   * The same search in sets of another size; nothing else changes.
   *
   * @param eps the size, as {@link ThreatModel#eps()}
   * @throws IllegalArgumentException if this attack has one size only
   */
  default Attack at(double eps) {
    throw new IllegalArgumentException(getClass().getSimpleName() + " has one size only, found " + eps + "; train without warm-up");
  }

  /**
   * The same search for another goal; nothing else changes.
   *
   * @throws IllegalArgumentException if this attack has one goal only
   */
  default Attack aimedAt(Goal goal) {
    throw new IllegalArgumentException(getClass().getSimpleName() + " has one goal only; give the attacks inside it another");
  }

  /** max over δ of a loss, found by a solver from δ = 0. */
  static Attack of(ThreatModel threat, Loss loss, Solver solver) {
    return new MaximumLoss(threat, loss, solver, MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST);
  }
}
