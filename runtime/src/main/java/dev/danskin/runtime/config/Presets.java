package dev.danskin.runtime.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Components by the names of presets, with changes from a file and from options laid over them. */
public record Presets(Composer composer) {
  /** Builds the preset {@code name} as it is. */
  public <T> T build(Class<T> kind, String where, String name, Map<String, String> variables) {
    JsonNode none = Trees.object().path("none");
    return build(kind, where, name, variables, none, none);
  }

  /**
   * Builds the preset {@code name}, or the component that {@code body} spells out under that name.
   *
   * @param where the first word of its paths: {@code attack}, {@code defense}
   * @param variables what a preset leaves open, as text: {@code threat}, {@code eps}
   * @param body what a file says of it, or missing
   * @param changes what options say of it, or missing
   * @throws RequestException with one sentence for each thing that is wrong
   */
  public <T> T build(Class<T> kind, String where, String name, Map<String, String> variables, JsonNode body, JsonNode changes) {
    String path = where + "." + name;
    boolean preset = !body.isObject() || composer.registry().preset(kind, name, "").isPresent();
    Composer.Filled filled = preset ? composer.preset(kind, name, variables, where) : new Composer.Filled(body, "");
    JsonNode tree = filled.tree();
    String component = tree.isObject() && tree.size() == 1 ? tree.propertyNames().iterator().next() : "";
    JsonNode inner = tree.path(component);
    inner = preset && body.isObject() ? Trees.merge(inner, body) : inner;
    inner = changes.isObject() ? Trees.merge(inner, changes) : inner;
    ObjectNode whole = Trees.object();
    whole.set(component, inner);
    try {
      return composer.build(kind, whole, path, filled.scope());
    } catch (RequestException e) {
      throw new RequestException(e.problems().stream().map(p -> p.replace(path + "." + component, path)).toList());
    }
  }

  /**
   * {name: changes} out of {@code WHERE.NAME.KEY…=VALUE}.
   *
   * @throws RequestException if an entry is not of that form
   */
  public static ObjectNode changes(String where, List<String> set) {
    ObjectNode changes = Trees.object();
    for (String entry : set) {
      int equals = entry.indexOf('=');
      String[] path = equals < 1 ? new String[0] : entry.substring(0, equals).split("\\.");
      if (path.length < 3 || !path[0].equals(where)) {
        throw new RequestException("--set: expected " + where + ".NAME.KEY…=VALUE, such as "
            + example(where) + ", found '" + entry + "'");
      }
      JsonNode value = Trees.parse(entry.substring(equals + 1), "--set " + entry);
      changes = Trees.joined(changes, Trees.at(Arrays.copyOfRange(path, 1, path.length), value));
    }
    return changes;
  }

  private static String example(String where) {
    return switch (where) {
      case "attack" -> "attack.pgd.solver.pgd.steps=100";
      case "solver" -> "solver.pgd.rate=0.1";
      default -> "defense.at.inner.max.solver.pgd.steps=10";
    };
  }
}
