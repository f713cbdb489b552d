package dev.danskin.runtime.training;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a look at a network in training measures.
 *
 * @param validation the examples that are looked at
 */
public record Accuracy(Batch validation) {
  private static final int PIECE = 64;

  /**
   * The share of the examples that are right, under an attack if one is given.
   *
   * @param attack null for none
   * @param run of the training
   */
  public double of(Model f, Attack attack, RunContext run) {
    int pieces = (validation.size() + PIECE - 1) / PIECE;
    RunContext looking = run.at("look").with(Workers.sequential());
    List<Integer> right = run.workers().all(pieces, k -> {
      Batch some = validation.rows(IntStream.range(k * PIECE, Math.min(validation.size(), (k + 1) * PIECE)).toArray());
      int[] truth = some.y().classes();
      int[] clean = f.decide(some.x());
      int[] decisions = attack == null ? clean : attack.run(f, some, looking).decisions();
      return (int) IntStream.range(0, truth.length).filter(i -> clean[i] == truth[i] && decisions[i] == truth[i]).count();
    });
    return right.stream().mapToInt(Integer::intValue).sum() / (double) validation.size();
  }
}
