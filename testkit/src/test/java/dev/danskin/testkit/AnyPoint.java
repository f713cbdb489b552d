package dev.danskin.testkit;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;

/** A random point of the whole domain: a maximiser where every point is one. */
record AnyPoint() implements Attack {
  @Override
  public Set<Access> needs() {
    return Set.of();
  }

  @Override
  public ThreatModel threat() {
    return new Corners();
  }

  @Override
  public Counts cost() {
    return Counts.NONE;
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    int n = batch.size();
    Tensor delta = target.domain().room(batch.x()).sample(run.draws(), batch.ids(), 0, batch.x().like());
    Outcome[] outcomes = new Outcome[n];
    Counts[] spent = new Counts[n];
    Arrays.fill(outcomes, new Outcome.Finished());
    Arrays.fill(spent, Counts.NONE);
    return new Attacked(batch.x().plus(delta), new boolean[n], new int[n], outcomes, spent);
  }
}
