package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;
import dev.danskin.api.Dataset;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The attacks that the sanity ladder stands on, beside those that were asked for: around the largest ε asked for in each threat model, noise, one
 * step where it moves all features, a search with few and with all steps, at nothing, half, twice and everything, and a black box. The
 * search is PGD; on means over draws where the model is random, and the one that crosses categories where there are some.
 *
 * @param data that are attacked
 * @param random whether the model draws random numbers
 */
public record SanityLadder(Composer composer, Dataset data, boolean random) {
  /** Norms in which one step moves all features, and for which there is Square. */
  private static final List<String> DENSE = List.of("linf", "l2");

  /** The attacks asked for, and behind them those of the ladder that are not among them. */
  public List<NamedAttack> under(List<NamedAttack> asked) {
    List<NamedAttack> all = new ArrayList<>(asked);
    for (String threat : asked.stream().map(Figures::threat).distinct().toList()) {
      NamedAttack largest = asked.stream().filter(a -> Figures.threat(a).equals(threat))
          .max(java.util.Comparator.comparingDouble(NamedAttack::eps)).orElseThrow();
      rungs(threat, largest, all);
    }
    return all;
  }

  private String search() {
    return data.domain().isGrouped() ? "tabular" : random ? "eot-pgd" : "pgd";
  }

  private String fewSteps() {
    return data.domain().isGrouped() ? "attack: {max: {solver: {successive-linearization: {steps: 2}}}}" : "solver: {pgd: {steps: 10}}";
  }

  private void rungs(String threat, NamedAttack largest, List<NamedAttack> all) {
    double eps = largest.eps();
    double everything = Ladder.diameter(data.domain(), largest.attack().threat().norm());
    add(all, "noise", "noise", threat, eps, "");
    if (DENSE.contains(threat) && !data.domain().isGrouped()) {
      add(all, "fgsm", "fgsm", threat, eps, "");
    }
    add(all, search() + "-few-steps", search(), threat, eps, fewSteps());
    for (double size : new double[] {0, eps / 2, eps, 2 * eps, everything}) {
      if (!Double.isInfinite(size) && (size <= everything || Double.isInfinite(everything))) {
        add(all, search(), search(), threat, size, "");
      }
    }
    if (DENSE.contains(threat) && data.inputShape().length == 3 && !data.domain().isGrouped()) {
      add(all, "square", "square", threat, eps, "solver: {square: {queries: 500}}");
    }
  }

  private void add(List<NamedAttack> all, String name, String preset, String threat, double eps, String changes) {
    JsonNode change = changes.isEmpty() ? Trees.object().path("none") : Trees.parse("{" + changes + "}", "ladder");
    Map<String, String> variables = Map.of("threat", threat, "eps", Double.toString(eps));
    Attack attack = new Presets(composer).build(Attack.class, "attack", preset, variables, Trees.object().path("none"), change);
    NamedAttack rung = new NamedAttack(NamedAttack.LADDER + name, eps, attack);
    if (all.stream().noneMatch(a -> a.name().equals(rung.name()) && a.eps() == eps && Figures.threat(a).equals(threat))) {
      all.add(rung);
    }
  }
}
