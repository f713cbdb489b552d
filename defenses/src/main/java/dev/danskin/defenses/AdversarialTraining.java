package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import java.util.function.LongFunction;

/**
 * min over θ of E [c·CE(f_θ(x), y) + (1 − c)·max over δ ∈ Δ(x) CE(f_θ(x ⊕ δ), y)], the maximum found by an attack, the
 * gradient by Danskin's theorem (Madry, Makelov, Schmidt, Tsipras, Vladu: Towards deep learning models resistant to
 * adversarial attacks, 2018; with c > 0 Goodfellow, Shlens, Szegedy 2015).
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner the maximisation over δ; let it be judged by its last iterate ({@code answer: last}), since an attack that
 *     stops where the network first errs trains against less than the worst case
 * @param batchSize examples in a batch, ≥ 1
 * @param warmup share of the steps, in [0, 1), over which ε grows from 0 to the attack's
 * @param clean c, the weight of the clean loss, in [0, 1)
 * @param augmentation what is done to inputs before
 */
public record AdversarialTraining(Solver outer, Attack inner, @Default("128") int batchSize, @Default("0") double warmup,
    @Default("0") double clean, @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if a component is out of range. */
  public AdversarialTraining {
    Training.check(batchSize, warmup);
    if (!(clean >= 0 && clean < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ clean < 1, found " + clean);
    }
  }

  /** Without warm-up, mixture and augmentation. */
  public AdversarialTraining(Solver outer, Attack inner, int batchSize) {
    this(outer, inner, batchSize, 0, 0, new NoAugmentation());
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    LongFunction<Batch> batches = training.batches(batchSize, augmentation);
    if (clean > 0) {
      return training.pairs(inner, warmup, new MixtureLoss(clean), PairRisk.Against.LABELS, batches);
    }
    return training.minimise(
        step -> new WorstCase(model, new CrossEntropy(), training.sized(inner, warmup, step), batches, run.at("inner")));
  }
}
