package dev.danskin.bench.experiment;

import dev.danskin.api.Solver;
import dev.danskin.runtime.config.Trees;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A solver that takes part.
 *
 * @param name what it is called in tables and files; its random numbers depend on it
 * @param maker makes it for a problem
 * @param configuration the canonical one, from which it can be built again; a text where it is none of the registered
 */
public record NamedSolver(String name, Maker maker, JsonNode configuration) {
  /** Makes a solver for a problem. */
  @FunctionalInterface
  public interface Maker {
    /**
     * The solver.
     *
     * @param dimension of the problem
     * @param evaluations most that a trial may make
     * @throws IllegalArgumentException in a sentence, if the method cannot work in so many dimensions
     */
    Solver of(int dimension, long evaluations);
  }

  /** The same solver for all problems. */
  public NamedSolver(String name, Solver solver, JsonNode configuration) {
    this(name, (dimension, evaluations) -> solver, configuration);
  }

  /** Solvers that no configuration names, by name. */
  public static List<NamedSolver> of(Map<String, ? extends Maker> makers) {
    return makers.entrySet().stream().map(e -> new NamedSolver(e.getKey(), e.getValue(), Trees.object().stringNode(e.getKey()))).toList();
  }

  /** The name as a folder's: without the characters that some file systems refuse. */
  public String folder() {
    return name.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
