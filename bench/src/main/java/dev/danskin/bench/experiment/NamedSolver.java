package dev.danskin.bench.experiment;

import dev.danskin.api.Solver;
import tools.jackson.databind.JsonNode;

/**
 * A solver that takes part.
 *
 * @param name what it is called in tables and files; its random numbers depend on it
 * @param configuration the canonical one, from which it can be built again
 */
public record NamedSolver(String name, Solver solver, JsonNode configuration) {
  /** The name as a folder's: without the characters that some file systems refuse. */
  public String folder() {
    return name.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
