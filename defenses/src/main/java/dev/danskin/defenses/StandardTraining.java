package dev.danskin.defenses;

import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Hardened;
import dev.danskin.api.Loss;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.WorstCase;
import java.util.function.LongFunction;

/**
 * min over θ of E loss(f_θ(x), y): no adversary; what the others are compared with.
 *
 * @param outer the minimisation over θ; one batch a step
 * @param loss what is minimised
 * @param batchSize examples in a batch, ≥ 1
 * @param augmentation what is done to inputs before
 */
public record StandardTraining(Solver outer, @Default("cross-entropy") Loss loss, @Default("128") int batchSize,
    @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if the batch is empty. */
  public StandardTraining {
    Training.check(batchSize, 0);
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    LongFunction<Batch> batches = training.batches(batchSize, augmentation);
    WorstCase risk = new WorstCase(model, loss, null, batches, run.at("inner"));
    return training.minimise(step -> risk);
  }
}
