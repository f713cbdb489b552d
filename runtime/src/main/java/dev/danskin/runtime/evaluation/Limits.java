package dev.danskin.runtime.evaluation;

import dev.danskin.api.Budget;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Budget} as configuration: {@code {forward: 1000, backward: 500}}; what is not named has no limit. */
public final class Limits {
  private static final Set<String> KEYS = Set.of("forward", "backward", "decisions");

  private Limits() {}

  /**
   * Reads a budget.
   *
   * @param tree missing for no limits
   * @param path where it stands, for messages
   * @throws RequestException if a key is not known or a limit is no whole number ≥ 0
   */
  public static Budget of(JsonNode tree, String path) {
    if (tree.isMissingNode() || tree.isNull()) {
      return Budget.UNLIMITED;
    }
    if (!tree.isObject()) {
      throw new RequestException(path + ": expected limits such as {forward: 1000, backward: 500}, found " + tree);
    }
    for (Map.Entry<String, JsonNode> e : tree.properties()) {
      if (!KEYS.contains(e.getKey())) {
        throw new RequestException(path + ": no key '" + e.getKey() + "'" + Nearest.hint(e.getKey(), KEYS));
      }
    }
    return new Budget(limit(tree, "forward", path), limit(tree, "backward", path), limit(tree, "decisions", path));
  }

  private static long limit(JsonNode tree, String key, String path) {
    JsonNode given = tree.path(key);
    if (given.isMissingNode()) {
      return Long.MAX_VALUE;
    }
    String text = given.asString("");
    try {
      double value = Numbers.parse(text);
      if (value >= 0 && value == Math.rint(value) && value <= 1L << 53) {
        return (long) value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException(path + "." + key + ": expected a whole number ≥ 0, found '" + text + "'");
  }

  /** The limits that there are. */
  public static ObjectNode tree(Budget budget) {
    ObjectNode tree = Trees.object();
    put(tree, "forward", budget.forward());
    put(tree, "backward", budget.backward());
    put(tree, "decisions", budget.decisions());
    return tree;
  }

  private static void put(ObjectNode tree, String key, long limit) {
    if (limit != Long.MAX_VALUE) {
      tree.put(key, limit);
    }
  }
}
