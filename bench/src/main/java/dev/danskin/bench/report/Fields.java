package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import tools.jackson.databind.JsonNode;

/**
 * The entries of a mapping that must be there.
 *
 * @param where for messages: a file, a row
 */
record Fields(JsonNode tree, String where) {
  String text(String key) {
    return of(key, "a text", tree.path(key).isString()).stringValue();
  }

  int whole(String key) {
    return of(key, "a whole number", tree.path(key).isInt()).intValue();
  }

  double number(String key) {
    return of(key, "a number", tree.path(key).isNumber()).doubleValue();
  }

  boolean flag(String key) {
    return of(key, "true or false", tree.path(key).isBoolean()).booleanValue();
  }

  JsonNode list(String key) {
    return of(key, "a list", tree.path(key).isArray());
  }

  JsonNode mapping(String key) {
    return of(key, "a mapping", tree.path(key).isObject());
  }

  private JsonNode of(String key, String expected, boolean is) {
    if (!is) {
      throw new RequestException(where + ", " + key + ": expected " + expected + ", found " + (tree.has(key) ? tree.get(key) : "nothing")
          + "; measure again with danskin bench kernels");
    }
    return tree.get(key);
  }
}
