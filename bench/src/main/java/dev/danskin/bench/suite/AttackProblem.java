package dev.danskin.bench.suite;

import dev.danskin.api.Batch;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Model;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;

/**
 * One example of {@link AttackProblems}.
 *
 * @param name of network and threat
 * @param instance the example, from 1
 * @param attack Δ and the loss
 * @param model thread-safe
 * @param batch the example alone
 * @param least the best value that a strong attack found
 */
public record AttackProblem(String name, int instance, MaximumLoss attack, Model model, Batch batch, double least) implements TestProblem {
  @Override
  public String suite() {
    return "attack";
  }

  @Override
  public int function() {
    return 1;
  }

  @Override
  public int dimension() {
    return batch.x().rowSize();
  }

  @Override
  public boolean gradients() {
    return true;
  }

  /** Begun at a random point of Δ(x), which depends on seed and trial. */
  @Override
  public Problem problem(long seed, int trial) {
    Trial of = new Trial(this, seed, trial);
    Batch example = new Batch(batch.x(), batch.y(), new long[] {of.id()});
    Problem most = attack.problem(model, example, RunContext.of(seed).at(of.path()));
    return new Problem(new Negated(most.objective()), Sense.MINIMISE, most.feasible(), most.start(), most.ids(), most.answer());
  }
}
