package dev.danskin.cli;

import dev.danskin.api.Solver;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Entry;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Problems;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which solvers take part, and how they are configured. */
final class SolverOptions {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:+-]{0,60}");

  @Option(names = "--solver", paramLabel = "[LABEL=]NAME", split = ",",
      description = "Solvers by their registered names; repeatable. With labels one solver takes part in several configurations.")
  List<String> solver;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one entry of a solver: solver.pgd.rate=0.1.")
  List<String> set = new ArrayList<>();

  /**
   * Builds them; all that is wrong is told at once.
   *
   * @param otherwise what takes part if nothing is asked for: names, or configurations in YAML, by label
   * @param evaluations most that a trial makes: what a solver's key of that name is where nobody sets it
   */
  List<NamedSolver> build(Composer composer, Map<String, String> otherwise, long evaluations) {
    ObjectNode changes = Presets.changes("solver", set);
    Map<String, JsonNode> asked = solver == null ? given(composer, otherwise) : asked(composer);
    Problems problems = new Problems();
    List<NamedSolver> solvers = new ArrayList<>();
    asked.forEach((label, tree) -> solvers.add(problems.of(() -> named(composer, label, tree, changes.path(label), evaluations), null)));
    problems.refuse();
    for (String name : changes.propertyNames()) {
      if (!asked.containsKey(name)) {
        throw new RequestException("--set: no solver named '" + name + "' in this benchmark" + Nearest.hint(name, asked.keySet()));
      }
    }
    return solvers;
  }

  private static Map<String, JsonNode> given(Composer composer, Map<String, String> otherwise) {
    Map<String, JsonNode> trees = new LinkedHashMap<>();
    otherwise.forEach((label, yaml) -> {
      JsonNode tree = Trees.parse(yaml, label);
      trees.put(label, tree.isString() ? named(composer, tree.asString()) : tree);
    });
    return trees;
  }

  /** A name as text, or with its keys where it is a component's, by label. */
  private Map<String, JsonNode> asked(Composer composer) {
    Map<String, JsonNode> trees = new LinkedHashMap<>();
    for (String text : solver) {
      int equals = text.indexOf('=');
      String label = equals < 0 ? text : text.substring(0, equals);
      String name = text.substring(equals + 1);
      if (!LABEL.matcher(label).matches()) {
        throw new RequestException("--solver: expected a label of letters, digits and hyphens, found '" + label + "'");
      }
      if (trees.put(label, named(composer, name)) != null) {
        throw new RequestException("--solver: expected different names, found '" + label + "' twice; write LABEL=NAME to tell them apart");
      }
    }
    return trees;
  }

  /** All names: of components and of presets. */
  static SortedSet<String> names(Composer composer) {
    SortedSet<String> names = new TreeSet<>(composer.registry().of(Solver.class).keySet());
    names.addAll(composer.registry().presets(Solver.class).keySet());
    return names;
  }

  /** A preset's configuration, or the component with all its defaults. */
  private static JsonNode named(Composer composer, String name) {
    SortedSet<String> known = names(composer);
    if (!known.contains(name) && name.indexOf(':') < 0) {
      throw new RequestException("--solver: no Solver named '" + name + "'" + Nearest.hint(name, known));
    }
    boolean preset = composer.registry().preset(Solver.class, name, "").isPresent();
    return preset ? composer.preset(Solver.class, name, Map.of(), "solver").tree() : Trees.at(new String[] {name}, Trees.object());
  }

  private static NamedSolver named(Composer composer, String label, JsonNode tree, JsonNode changes, long evaluations) {
    String component = tree.propertyNames().iterator().next();
    JsonNode body = tree.get(component);
    Entry entry = composer.registry().find(Solver.class, component, "");
    boolean capped = Arrays.stream(entry.type().getRecordComponents()).anyMatch(k -> k.getName().equals("evaluations"));
    if (capped && !body.has("evaluations")) {
      body = Trees.merge(Trees.object().put("evaluations", evaluations), body);
    }
    JsonNode whole = Trees.at(new String[] {component}, changes.isObject() ? Trees.merge(body, changes) : body);
    Solver solver = composer.build(Solver.class, whole, "solver");
    return new NamedSolver(label, solver, composer.render(Solver.class, solver));
  }
}
