package dev.danskin.runtime.evaluation;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Dataset;
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
        problems.add("attack." + a.name() + ": " + solvers(a.attack()) + " needs " + words(missing) + ", which the model "
            + name + " does not offer (it offers " + words(offered()) + "); " + alternatives());
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems.stream().distinct().toList());
    }
  }

  /**
   * Refuses data that the model is not made for.
   *
   * @throws RequestException naming what differs
   */
  public void fit(Dataset data) {
    int expected = data.domain().features();
    if (model.domain().features() != expected) {
      throw new RequestException("model: expected inputs of " + expected + " features, as the data have, found " + model.domain().features()
          + "; choose data that the model is made for");
    }
    if (model instanceof Scores scores && scores.classes() < data.classes().size()) {
      throw new RequestException("model: expected scores for at least " + data.classes().size() + " classes, as the data have, found "
          + scores.classes() + "; choose data that the model is made for");
    }
  }

  private static String words(Set<Access> access) {
    return access.stream().map(a -> a.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(" and "));
  }

  /** The solvers inside an attack, by name, or the attack itself. */
  private String solvers(Attack attack) {
    Set<String> names = new java.util.TreeSet<>();
    try {
      collect(composer.render(Attack.class, attack), names);
    } catch (RequestException e) {
      return "it"; // An attack of the application's own, which has no name.
    }
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
