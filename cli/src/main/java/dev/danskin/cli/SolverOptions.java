package dev.danskin.cli;

import dev.danskin.api.Solver;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Problems;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Builds them; all that is wrong is told at once. */
  List<NamedSolver> build(Composer composer, List<String> otherwise) {
    ObjectNode changes = Presets.changes("solver", set);
    Problems problems = new Problems();
    List<NamedSolver> solvers = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String asked : solver == null ? otherwise : solver) {
      int equals = asked.indexOf('=');
      String label = equals < 0 ? asked : asked.substring(0, equals);
      labels.add(label);
      solvers.add(problems.of(() -> named(composer, label, asked.substring(equals + 1), changes.path(label)), null));
    }
    problems.refuse();
    if (labels.stream().distinct().count() < labels.size()) {
      throw new RequestException("--solver: expected different names, found " + String.join(", ", labels) + "; write LABEL=NAME to tell them apart");
    }
    for (String name : changes.propertyNames()) {
      if (!labels.contains(name)) {
        throw new RequestException("--set: no solver named '" + name + "' in this benchmark" + Nearest.hint(name, labels));
      }
    }
    return solvers;
  }

  private static NamedSolver named(Composer composer, String label, String name, JsonNode changes) {
    if (!LABEL.matcher(label).matches()) {
      throw new RequestException("--solver: expected a label of letters, digits and hyphens, found '" + label + "'");
    }
    boolean preset = composer.registry().preset(Solver.class, name, "").isPresent();
    JsonNode body = preset ? Trees.object().path("none") : Trees.at(new String[] {name}, Trees.object());
    Solver solver = new Presets(composer).build(Solver.class, "solver", name, Map.of(), body, changes);
    return new NamedSolver(label, solver, composer.render(Solver.class, solver));
  }
}
