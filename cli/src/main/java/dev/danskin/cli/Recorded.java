package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job's folder says of itself.
 *
 * @param text the configuration as {@code config.yaml} has it or should have it
 * @param configuration that of {@code config.yaml} or, where there is none that can be read, the one in {@code results.json}
 * @param results the figures; missing where they cannot be read
 * @param problems one sentence for each file that cannot be read
 */
record Recorded(Path folder, String text, JsonNode configuration, JsonNode results, List<String> problems) {
  /**
   * Reads both files.
   *
   * @throws RequestException if neither says what the job is
   */
  static Recorded of(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    JsonNode results = read(folder, "results.json", problems);
    JsonNode given = read(folder, "config.yaml", problems);
    JsonNode configuration = given.isObject() ? given : configuration(results);
    if (!configuration.isObject()) {
      List<String> all = new ArrayList<>(problems);
      all.add(folder + ": expected the folder of a job with config.yaml or results.json, found none that says what the job is");
      throw new RequestException(all);
    }
    String text = given.isObject() ? Trees.text(folder.resolve("config.yaml")) : Trees.yaml(configuration);
    return new Recorded(folder, text, configuration, results, problems);
  }

  private static JsonNode read(Path folder, String name, List<String> problems) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode tree = Trees.read(file);
      if (!tree.isObject()) {
        problems.add(name + ": expected keys and values, found none");
      }
      return tree;
    } catch (RequestException e) {
      e.problems().forEach(p -> problems.add(p.replace(file.toString(), name)));
      return MissingNode.getInstance();
    }
  }

  /** The configuration in the figures of a job; of a comparison, those of its evaluations. */
  private static JsonNode configuration(JsonNode results) {
    if (!results.path("evaluations").isObject()) {
      return results.path("configuration");
    }
    ObjectNode tree = Trees.object();
    tree.put("kind", "comparison").put("danskin", results.path("danskin").asString(""));
    ObjectNode each = tree.putObject("evaluations");
    results.path("evaluations").properties().forEach(e -> each.set(e.getKey(), e.getValue().path("configuration")));
    return tree;
  }

  String kind() {
    return configuration.path("kind").asString("");
  }

  /** Where the configuration stands, for messages. */
  String where() {
    return folder.resolve(Files.isRegularFile(folder.resolve("config.yaml")) ? "config.yaml" : "results.json").toString();
  }

  /** A text among the figures; empty if there is none. */
  String text(String first, String... path) {
    JsonNode node = results.path(first);
    for (String key : path) {
      node = node.path(key);
    }
    return node.isString() ? node.asString() : "";
  }

  /**
   * Refuses figures that cannot be read.
   *
   * @throws RequestException saying what to do
   */
  Recorded whole() {
    if (!results.isObject()) {
      throw new RequestException(problems.isEmpty() ? List.of(folder.resolve("results.json")
          + ": expected the figures of a job, found nothing; resume the job first") : problems);
    }
    return this;
  }
}
