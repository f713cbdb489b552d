package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;

/**
 * min over θ of E [CE(f_θ(x), y) + β max over δ KL(p ‖ q)], p and q the softmax of f_θ at x and x ⊕ δ (Zhang, Yu, Jiao, Xing, El Ghaoui, Jordan 2019).
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner an attack whose loss is cross-entropy, which then is KL(p ‖ ·) up to a constant; with a random start, since
 *     the gradient at δ = 0 is 0; let it be judged by its last iterate ({@code answer: last})
 * @param beta β ≥ 0, the weight of robustness
 * @param batchSize examples in a batch, ≥ 1
 * @param warmup share of the steps, in [0, 1), over which ε grows from 0 to the attack's
 * @param augmentation what is done to inputs before
 */
public record Trades(Solver outer, Attack inner, @Default("6") double beta, @Default("128") int batchSize,
    @Default("0") double warmup, @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if a component is out of range. */
  public Trades {
    Training.check(batchSize, warmup);
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("expected a finite beta ≥ 0, found " + beta);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    return training.pairs(inner, warmup, new TradesLoss(beta), PairRisk.Against.OWN_OUTPUT, training.batches(batchSize, augmentation));
  }
}
