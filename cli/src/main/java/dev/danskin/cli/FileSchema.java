package dev.danskin.cli;

import dev.danskin.runtime.config.Schema;
import dev.danskin.runtime.config.Trees;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files that commands read, with the components that they may hold. */
final class FileSchema {
  private FileSchema() {}

  static ObjectNode of(Schema components) {
    ObjectNode root = components.tree().put("title", "Danskin configuration");
    ArrayNode any = root.putArray("anyOf");
    ObjectNode request = file(any, null, List.of());
    texts(request, "input", "threat", "backend", "data");
    anything(request, "model", "eps", "attack", "seed", "examples");
    of(request, "domain", "DataDescription");
    list(request, "transform").put("$ref", "#/$defs/Transformation");
    ObjectNode evaluation = file(any, "evaluation", List.of("model", "data", "attacks"));
    texts(evaluation, "danskin", "backend", "data", "shard");
    anything(evaluation, "model", "seed", "examples");
    of(evaluation, "domain", "DataDescription");
    ObjectNode attack = list(evaluation, "attacks").put("type", "object");
    ObjectNode named = attack.putObject("properties");
    named.putObject("name").put("type", "string");
    named.putObject("attack").put("$ref", "#/$defs/Attack");
    ObjectNode comparison = file(any, "comparison", List.of("evaluations"));
    texts(comparison, "danskin");
    comparison.putObject("evaluations").put("type", "object").putObject("additionalProperties").put("type", "object");
    ObjectNode training = file(any, "training", List.of("model", "data", "defense"));
    texts(training, "danskin", "backend", "data", "validation", "name");
    anything(training, "model", "seed", "examples", "looks");
    of(training, "domain", "DataDescription");
    of(training, "attack", "Attack");
    of(training, "defense", "Defense");
    return root;
  }

  /** The properties of one form of file. */
  private static ObjectNode file(ArrayNode any, String kind, List<String> required) {
    ObjectNode file = any.addObject().put("type", "object").put("additionalProperties", false);
    ArrayNode keys = file.putArray("required");
    required.forEach(keys::add);
    ObjectNode properties = file.putObject("properties");
    if (kind != null) {
      keys.add("kind");
      properties.putObject("kind").put("const", kind);
    }
    properties.putObject("require").put("type", "array").putObject("items").put("type", "string");
    if (!"training".equals(kind)) {
      ObjectNode budget = properties.putObject("budget").put("type", "object").put("additionalProperties", false).putObject("properties");
      List.of("forward", "backward", "decisions").forEach(k -> budget.putObject(k).put("$ref", "#/$defs/integer"));
    }
    return properties;
  }

  private static void texts(ObjectNode properties, String... names) {
    List.of(names).forEach(n -> properties.putObject(n).put("type", "string"));
  }

  private static void anything(ObjectNode properties, String... names) {
    List.of(names).forEach(n -> properties.set(n, Trees.object()));
  }

  private static void of(ObjectNode properties, String name, String kind) {
    properties.putObject(name).put("$ref", "#/$defs/" + kind);
  }

  private static ObjectNode list(ObjectNode properties, String name) {
    return properties.putObject(name).put("type", "array").putObject("items");
  }
}
