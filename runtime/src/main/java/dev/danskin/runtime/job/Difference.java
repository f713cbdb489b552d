package dev.danskin.runtime.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One place in which two trees of figures differ.
 *
 * @param path where, such as {@code attacks[2] (pgd at 0.1).robust}
 * @param expected what should stand there, as JSON; {@code nothing} if nothing should
 * @param found what stands there; {@code nothing} if nothing does
 */
public record Difference(String path, String expected, String found) {
  private static final int LONGEST = 200;

  /**
   * All places in which they differ, in the order of {@code expected}.
   *
   * @param except names of entries at the top that are not compared
   */
  public static List<Difference> between(JsonNode expected, JsonNode found, Set<String> except) {
    List<Difference> all = new ArrayList<>();
    if (expected.isObject() && found.isObject()) {
      objects("", expected, found, except, all);
    } else {
      compare("the whole", expected, found, all);
    }
    return all;
  }

  private static void objects(String path, JsonNode expected, JsonNode found, Set<String> except, List<Difference> all) {
    Set<String> keys = new LinkedHashSet<>(expected.propertyNames());
    keys.addAll(found.propertyNames());
    keys.removeAll(except);
    for (String key : keys) {
      compare(path.isEmpty() ? key : path + "." + key, expected.path(key), found.path(key), all);
    }
  }

  private static void compare(String path, JsonNode expected, JsonNode found, List<Difference> all) {
    if (expected.isObject() && found.isObject()) {
      objects(path, expected, found, Set.of(), all);
    } else if (expected.isArray() && found.isArray()) {
      if (expected.size() != found.size()) {
        all.add(new Difference(path, "a list of " + expected.size(), "a list of " + found.size()));
      }
      for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
        compare(path + "[" + i + "]" + named(expected.get(i)), expected.get(i), found.get(i), all);
      }
    } else if (!same(expected, found)) {
      all.add(new Difference(path, shown(expected), shown(found)));
    }
  }

  /** What an entry of a list is called there. */
  private static String named(JsonNode entry) {
    String name = entry.path("name").asString(entry.path("id").asString(entry.path("threat").asString(entry.path("attack").asString(""))));
    String eps = entry.has("eps") ? " at " + entry.get("eps") : "";
    return name.isEmpty() ? "" : " (" + name + eps + ")";
  }

  /** Numbers are the same if they have the same value, however they are written. */
  private static boolean same(JsonNode expected, JsonNode found) {
    if (expected.isMissingNode() || found.isMissingNode()) {
      return expected.isMissingNode() == found.isMissingNode();
    }
    if (expected.isNumber() && found.isNumber()) {
      return expected.toString().equals(found.toString()) || expected.doubleValue() == found.doubleValue();
    }
    return expected.isContainer() == found.isContainer() && expected.toString().equals(found.toString());
  }

  private static String shown(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
