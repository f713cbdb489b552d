package dev.danskin.runtime.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of keys that are no components: numbers, texts, truths, constants of enums, durations. */
final class Scalars {
  private static final int SHOWN = 60;

  private Scalars() {}

  /** Whether a key of this type can stand in a configuration. */
  static boolean holds(Class<?> type) {
    return type == double.class || type == int.class || type == long.class || type == boolean.class || type == String.class || type == Duration.class
        || type.isEnum();
  }

  /**
   * The value that a node gives a key of a type.
   *
   * @throws IllegalArgumentException in one sentence if it gives none
   */
  static Object of(Class<?> type, JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      throw new IllegalArgumentException("expected " + type.getSimpleName() + ", found " + shown(node));
    }
    String text = node.asString();
    if (type == double.class) {
      return Numbers.parse(text);
    }
    if (type == int.class || type == long.class) {
      return whole(type, text);
    }
    if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException("expected true or false, found '" + text + "'");
      }
      return text.equals("true");
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type == String.class) {
      return text;
    }
    throw new IllegalArgumentException("a configuration cannot hold a " + type.getSimpleName());
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected a duration such as PT30S, found '" + text + "'");
    }
  }

  private static Object whole(Class<?> type, String text) {
    double value = Numbers.parse(text);
    double most = type == int.class ? Integer.MAX_VALUE : 1L << 53;
    if (value != Math.rint(value) || Math.abs(value) > most) {
      throw new IllegalArgumentException("expected a whole number, found '" + text + "'");
    }
    return type == int.class ? (Object) (int) value : (Object) (long) value;
  }

  private static Object constant(Class<?> type, String text) {
    List<String> known = new ArrayList<>();
    for (Object c : type.getEnumConstants()) {
      known.add(spelled((Enum<?>) c));
      if (spelled((Enum<?>) c).equals(text)) {
        return c;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " named '" + text + "'" + Nearest.hint(text, known));
  }

  /** As a configuration writes a constant. */
  static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The node that gives {@code value} back. */
  static JsonNode node(Object value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (value instanceof Double d) {
      return Double.isFinite(d) ? make.numberNode(d) : make.stringNode(d.toString());
    }
    if (value instanceof Integer || value instanceof Long) {
      return make.numberNode(((Number) value).longValue());
    }
    if (value instanceof Boolean b) {
      return make.booleanNode(b);
    }
    return make.stringNode(value instanceof Enum<?> e ? spelled(e) : value.toString());
  }

  /** The beginning of what was found, for messages. */
  static String shown(JsonNode tree) {
    String text = tree.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
