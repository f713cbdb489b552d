package dev.danskin.attacks;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fold under every combinator: attacks run on the examples not yet fooled, results and counts accumulate. */
final class Survivors {
  private final Decides target;
  private final Batch batch;
  private final RunContext run;
  private final Tensor adversarial;
  private final boolean[] success;
  private final int[] decisions;
  private final Outcome[] outcomes;
  private final Counts[] spent;
  private final double[] distances;
  private final int[] parts;

  Survivors(Decides target, Batch batch, RunContext run) {
    this.target = target;
    this.batch = batch;
    this.run = run;
    adversarial = Memory.heap().copy(batch.x());
    success = new boolean[batch.size()];
    decisions = new int[batch.size()];
    outcomes = new Outcome[batch.size()];
    spent = new Counts[batch.size()];
    Arrays.fill(decisions, -1);
    Arrays.fill(spent, Counts.NONE);
    distances = new double[batch.size()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    parts = new int[batch.size()];
    Arrays.fill(parts, -1);
  }

  /** The same attack again: its own parts succeed. */
  void attack(Attack attack, String stream) {
    attack(attack, stream, -1);
  }

  /** @param part what a success is put down to; −1 for the parts of {@code attack} */
  void attack(Attack attack, String stream, int part) {
    for (Map.Entry<Budget, int[]> group : byBudget().entrySet()) {
      int[] rows = group.getValue();
      Attacked a = attack.run(target, batch.rows(rows), run.at(stream).with(group.getKey()));
      for (int j = 0; j < rows.length; j++) {
        take(rows[j], a, j);
        parts[rows[j]] = a.success()[j] && part >= 0 ? part : a.parts()[j];
      }
    }
  }

  /** Examples that are still standing, together with those that have the same budget left. */
  private Map<Budget, int[]> byBudget() {
    Map<Budget, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < success.length; i++) {
      boolean over = success[i] || outcomes[i] instanceof Outcome.Unstable || outcomes[i] instanceof Outcome.Stopped;
      if (!over) {
        groups.computeIfAbsent(run.budget().minus(spent[i]), b -> new ArrayList<>()).add(i);
      }
    }
    Map<Budget, int[]> rows = new LinkedHashMap<>();
    groups.forEach((budget, list) -> rows.put(budget, list.stream().mapToInt(Integer::intValue).toArray()));
    return rows;
  }

  private void take(int i, Attacked a, int j) {
    adversarial.put(i, a.adversarial(), j);
    success[i] = a.success()[j];
    decisions[i] = a.decisions()[j];
    outcomes[i] = a.outcomes()[j];
    spent[i] = spent[i].plus(a.spent()[j]);
    distances[i] = Math.min(distances[i], a.distances()[j]);
  }

  Attacked result() {
    return new Attacked(adversarial, success, decisions, outcomes, spent, distances, parts);
  }
}
