package dev.danskin.runtime.config;

import dev.danskin.api.Default;
import dev.danskin.api.Injected;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Comparator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON schema (draft 2020-12) of everything that is registered: for each kind, which components there are and which keys they
 * have, so that an editor completes and checks a configuration. What it accepts the {@link Composer} may still refuse: a record
 * knows more of its values than their types.
 */
public record Schema(Registry registry) {
  /** A number, or a text such as {@code 8/255}. */
  private static final String NUMBER = "^\\s*[-+0-9.eE]+(\\s*[*/]\\s*[-+0-9.eE]+)*\\s*$";

  /** Definitions {@code #/$defs/Solver}, …, and one that asks for nothing: refer to the one that is meant. */
  public ObjectNode tree() {
    ObjectNode root = Trees.object().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", "Danskin components");
    ObjectNode definitions = root.putObject("$defs");
    number(definitions.putObject("number"), "number");
    number(definitions.putObject("integer"), "integer");
    registry.kinds().stream().sorted(Comparator.comparing(Class::getSimpleName))
        .forEach(kind -> kind(definitions.putObject(kind.getSimpleName()), kind));
    return root;
  }

  private static void number(ObjectNode to, String type) {
    ArrayNode any = to.putArray("anyOf");
    any.addObject().put("type", type);
    any.addObject().put("type", "string").put("pattern", NUMBER);
  }

  private void kind(ObjectNode to, Class<?> kind) {
    ArrayNode any = to.putArray("anyOf");
    registry.of(kind).forEach((name, entry) -> component(any, name, entry));
  }

  private void component(ArrayNode any, String name, Entry entry) {
    ObjectNode body = body(entry);
    ObjectNode one = any.addObject().put("type", "object").put("title", entry.fullName());
    one.putObject("properties").set(name, body);
    one.putArray("required").add(name);
    one.put("additionalProperties", false);
    if (body.path("required").isEmpty()) {
      any.addObject().put("const", name);
    }
  }

  private ObjectNode body(Entry entry) {
    ObjectNode body = Trees.object().put("description", entry.fullName());
    ArrayNode types = body.putArray("type").add("object");
    ObjectNode properties = body.putObject("properties");
    ArrayNode required = body.putArray("required");
    for (RecordComponent key : entry.type().getRecordComponents()) {
      if (!key.isAnnotationPresent(Injected.class)) {
        value(properties.putObject(key.getName()), key);
        if (!key.isAnnotationPresent(Default.class)) {
          required.add(key.getName());
        }
      }
    }
    if (required.isEmpty()) {
      types.add("null");
    }
    return body.put("additionalProperties", false);
  }

  private void value(ObjectNode to, RecordComponent key) {
    Default d = key.getAnnotation(Default.class);
    type(to, key.getGenericType());
    if (d != null) {
      to.put("default", d.value());
    }
  }

  private void type(ObjectNode to, Type type) {
    if (type instanceof ParameterizedType list) {
      to.put("type", "array");
      type(to.putObject("items"), list.getActualTypeArguments()[0]);
      return;
    }
    Class<?> c = (Class<?>) type;
    if (registry.isKind(c)) {
      to.put("$ref", "#/$defs/" + c.getSimpleName());
    } else if (c == double.class || c == int.class || c == long.class) {
      to.put("$ref", c == double.class ? "#/$defs/number" : "#/$defs/integer");
    } else if (c == boolean.class) {
      to.put("type", "boolean");
    } else if (c.isEnum()) {
      ArrayNode names = to.putArray("enum");
      for (Object constant : c.getEnumConstants()) {
        names.add(Scalars.spelled((Enum<?>) constant));
      }
    } else {
      to.put("type", "string");
      if (c == Duration.class) {
        to.put("format", "duration");
      }
    }
  }
}
