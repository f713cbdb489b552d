package dev.danskin.runtime.evaluation;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Decides;
import dev.danskin.api.Model;
import dev.danskin.api.Scores;
import dev.danskin.api.Solver;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a model offers, compared with what attacks need of it, before anything runs. */
public record Capabilities(Composer composer, String name, Decides model) {
  /** What the model offers. */
  public Set<Access> offered() {
    EnumSet<Access> offered = EnumSet.of(Access.DECISIONS);
    if (model instanceof Scores) {
      offered.add(Access.SCORES);
    }
    if (model instanceof Model) {
      offered.add(Access.GRADIENTS);
    }
    return offered;
  }

  /**
   * Refuses attacks that need more.
   *
   * @throws RequestException with one sentence for each, naming attack, solver, model and what would work
   */
  public void accept(List<NamedAttack> attacks) {
    List<String> problems = new ArrayList<>();
    for (NamedAttack a : attacks) {
      Set<Access> missing = EnumSet.copyOf(a.attack().needs());
      missing.removeAll(offered());
      if (!missing.isEmpty()) {
        problems.add("attack." + a.name() + ": " + solvers(composer.render(Attack.class, a.attack())) + " needs " + words(missing) + ", which the model "
            + name + " does not offer (it offers " + words(offered()) + "); " + alternatives());
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems.stream().distinct().toList());
    }
  }

  private static String words(Set<Access> access) {
    return access.stream().map(a -> a.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(" and "));
  }

  /** The solvers inside an attack, by name, or the attack itself. */
  private String solvers(JsonNode tree) {
    Set<String> names = new java.util.TreeSet<>();
    collect(tree, names);
    names.removeIf(n -> !composer.registry().of(Solver.class).containsKey(n));
    return names.isEmpty() ? "it" : "the solver " + String.join(", ", names);
  }

  private static void collect(JsonNode tree, Set<String> names) {
    tree.properties().forEach(e -> {
      if (e.getKey().equals("solver")) {
        names.addAll(e.getValue().propertyNames());
      }
      collect(e.getValue(), names);
    });
    if (tree.isArray()) {
      tree.forEach(t -> collect(t, names));
    }
  }

  private String alternatives() {
    List<String> able = composer.registry().presets(Attack.class).keySet().stream().filter(p -> !p.contains("@") && works(p)).toList();
    return able.isEmpty() ? "no attack here needs no more" : "these need no more: " + String.join(", ", able);
  }

  private boolean works(String preset) {
    try {
      Map<String, String> any = Map.of("threat", "linf", "eps", "1");
      return offered().containsAll(new Presets(composer).build(Attack.class, "attack", preset, any).needs());
    } catch (RequestException e) {
      return false;
    }
  }
}
