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
 * min over θ of E [BCE(q, y) + λ KL(p ‖ q)(1 − p_y)]: examples that are missed weigh more (Wang, Zou, Yi, Bailey, Ma, Gu 2020).
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner the maximisation over δ; let it be judged by its
 *     last iterate ({@code answer: last})
 * @param lambda λ ≥ 0, the weight of the divergence
 * @param batchSize examples in a batch, ≥ 1
 * @param warmup share of the steps, in [0, 1), over which ε grows from 0 to the attack's
 * @param augmentation what is done to inputs before
 */
public record Mart(Solver outer, Attack inner, @Default("5") double lambda, @Default("128") int batchSize,
    @Default("0") double warmup, @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if a component is out of range. */
  public Mart {
    Training.check(batchSize, warmup);
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException("expected a finite lambda ≥ 0, found " + lambda);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    return training.pairs(inner, warmup, new MartLoss(lambda), PairRisk.Against.LABELS, training.batches(batchSize, augmentation));
  }
}
