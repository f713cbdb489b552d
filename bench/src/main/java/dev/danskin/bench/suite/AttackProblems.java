package dev.danskin.bench.suite;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Goal;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.DType;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.solvers.ProjectedGradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attacks as test problems: min over δ ∈ Δ(x) of z_y − max_{j≠y} z_j, z the logits at x ⊕ δ, which is minus the margin loss. A value below 0
 * is an input that the network gets wrong, so a solver's result is that of an attack.
 */
public final class AttackProblems {
  /** The strong attack: projected gradient steps of this share of ε, so many, from so many random starts. */
  private static final double RATE = 0.1;
  private static final int STEPS = 100;
  private static final int STARTS = 5;

  private AttackProblems() {}

  /**
   * One problem for each of the first examples. All is computed in binary64 by plain Java, so that every machine gets the same values. The
   * least value is the best that projected gradient descent finds in 100 steps from each of five random starts; a solver may find a better
   * one.
   *
   * @param name of the network and the threat: lower case, no commas, no quotes
   * @param graph the network
   * @param threat Δ, of any radius
   * @param eps its radius, above 0, in the units of the data
   * @param examples how many, ≥ 1
   * @throws IllegalArgumentException if there are no examples, or the data do not fit the network
   */
  public static List<AttackProblem> of(String name, Graph graph, Dataset data, ThreatModel threat, double eps, int examples) {
    if (examples < 1 || !(eps > 0)) {
      throw new IllegalArgumentException("expected at least 1 example and a radius above 0, found " + examples + " and " + eps);
    }
    Network network = Network.of(graph, new JvmBackend(DType.FLOAT64), data.domain());
    Batch first = data.first(examples);
    Batch batch = new Batch(first.x().cast(DType.FLOAT64), first.y(), first.ids());
    MaximumLoss attack = new MaximumLoss(threat.at(eps), new Margin(), new ProjectedGradient(RATE * eps, STEPS), MaximumLoss.Start.RANDOM,
        new Goal.Untargeted(), Problem.Answer.BEST);
    double[] least = least(attack, network, batch);
    List<AttackProblem> problems = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      problems.add(new AttackProblem(name, i + 1, attack, network, batch.rows(new int[] {i}), least[i]));
    }
    return problems;
  }

  /** Minus the largest margin loss found, [n]. */
  private static double[] least(MaximumLoss attack, Network network, Batch batch) {
    double[] least = new double[batch.size()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int start = 0; start < STARTS; start++) {
      Solution found = attack.explore(network, batch, null, RunContext.of(0).at("start-" + start));
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], -found.values()[i]);
      }
    }
    return least;
  }
}
