package dev.danskin.runtime.training;

import dev.danskin.api.Attack;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Defense;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Request;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a training was asked to do: the content of {@code config.yaml}. The number of threads is not part of it, since no
 * bit depends on it.
 *
 * @param architecture the name of an untrained network, or an ONNX file to begin with
 * @param input how inputs are scaled before the network, as for an evaluation
 * @param data what is trained on
 * @param domain how training and validation data are described; null for what they say themselves
 * @param validation what is looked at; empty for the training data
 * @param examples how many of its first examples, ≥ 1
 * @param looks how often, ≥ 1
 * @param attack what looks at robustness; null for nothing
 * @param name the defense's name in reports
 */
public record TrainingRequest(long seed, String backend, String architecture, String input, String data, DataDescription domain,
    String validation, int examples, int looks, Attack attack, String name, Defense defense) {
  private static final Set<String> KEYS = Set.of("kind", "danskin", "seed", "backend", "model", "data", "domain", "validation", "examples", "looks",
      "attack", "name", "defense", "require");

  public TrainingRequest {
    if (examples < 1 || looks < 1) {
      throw new RequestException("training: expected examples ≥ 1 and looks ≥ 1, found " + examples + " and " + looks);
    }
  }

  /** The same on a backend by its own name. */
  public TrainingRequest on(String other) {
    return new TrainingRequest(seed, other, architecture, input, data, domain, validation, examples, looks, attack, name, defense);
  }

  /** The same data under another name, described otherwise. */
  public TrainingRequest with(String otherData, DataDescription otherDomain) {
    return new TrainingRequest(seed, backend, architecture, input, otherData, otherDomain, validation, examples, looks, attack, name, defense);
  }

  /** The canonical form; every key is written, but for a domain that is not described. */
  public ObjectNode tree(Composer composer, String version) {
    ObjectNode tree = Trees.object();
    tree.put("kind", "training").put("danskin", version).put("seed", seed).put("backend", backend);
    tree.putObject("model").put("source", architecture).put("input", input);
    tree.put("data", data);
    if (domain != null) {
      tree.set("domain", composer.render(DataDescription.class, domain));
    }
    tree.put("validation", validation).put("examples", examples).put("looks", looks);
    if (attack != null) {
      tree.set("attack", composer.render(Attack.class, attack));
    }
    tree.put("name", name).set("defense", composer.render(Defense.class, defense));
    Set<String> plugins = composer.owners(Defense.class, defense);
    if (attack != null) {
      plugins.addAll(composer.owners(Attack.class, attack));
    }
    if (domain != null) {
      plugins.addAll(composer.owners(DataDescription.class, domain));
    }
    if (!plugins.isEmpty()) {
      ArrayNode required = tree.putArray("require");
      plugins.forEach(required::add);
    }
    return tree;
  }

  /**
   * Reads the canonical form.
   *
   * @param where for messages: a file
   * @throws RequestException if it is not one
   */
  public static TrainingRequest of(JsonNode tree, Composer composer, String where) {
    if (!tree.isObject() || !"training".equals(text(tree, "kind", ""))) {
      throw new RequestException(where + ": expected the configuration of a training (kind: training)");
    }
    for (String key : tree.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new RequestException(where + ": no key '" + key + "'" + Nearest.hint(key, KEYS));
      }
    }
    composer.registry().require(Request.required(tree));
    Attack attack = tree.has("attack") ? composer.build(Attack.class, tree.get("attack"), "attack") : null;
    DataDescription domain = tree.has("domain") ? composer.build(DataDescription.class, tree.get("domain"), "domain") : null;
    JsonNode model = tree.path("model");
    long seed = Numbers.whole("seed", text(tree, "seed", "0"), Long.MAX_VALUE);
    int examples = (int) Numbers.whole("examples", text(tree, "examples", "500"), Integer.MAX_VALUE);
    int looks = (int) Numbers.whole("looks", text(tree, "looks", "10"), Integer.MAX_VALUE);
    return new TrainingRequest(seed, text(tree, "backend", "auto"), text(model, "source", ""), text(model, "input", "unit"),
        text(tree, "data", ""), domain, text(tree, "validation", ""), examples, looks, attack, text(tree, "name", "defense"),
        composer.build(Defense.class, tree.path("defense"), "defense"));
  }

  private static String text(JsonNode tree, String key, String otherwise) {
    JsonNode value = tree.path(key);
    return value.isValueNode() && !value.isNull() ? value.asString() : otherwise;
  }
}
