package dev.danskin.runtime.config;

import dev.danskin.api.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configuration ↔ components. A component is a registered record; its record components are its keys. All errors of a
 * tree are collected before any is reported, each with its path, what was found, what is known and the nearest name.
 */
public final class Composer {
  private final Registry registry;

  /** A composer of the components that are registered. */
  public Composer(Registry registry) {
    this.registry = registry;
  }

  /** Where this composer looks names up. */
  public Registry registry() {
    return registry;
  }

  /**
   * Builds the component that {@code tree} names.
   *
   * @param tree a name, or {name: {key: value, …}}
   * @param path where the tree stands, for messages
   * @throws RequestException with one sentence per error
   */
  public <T> T build(Class<T> kind, JsonNode tree, String path) {
    List<String> errors = new ArrayList<>();
    Object built = component(kind, tree, path, errors);
    if (!errors.isEmpty()) {
      throw new RequestException(errors);
    }
    return kind.cast(built);
  }

  private Object component(Class<?> kind, JsonNode tree, String path, List<String> errors) {
    boolean named = tree.isString() || tree.isObject() && tree.size() == 1;
    if (!named) {
      errors.add(path + ": expected the name of one " + kind.getSimpleName() + ", found " + shown(tree) + "; known: "
          + String.join(", ", registry.of(kind).keySet()));
      return null;
    }
    String name = tree.isString() ? tree.asString() : tree.properties().iterator().next().getKey();
    Registry.Entry entry = registry.of(kind).get(name);
    if (entry == null) {
      errors.add(path + ": no " + kind.getSimpleName() + " named '" + name + "'" + Nearest.hint(name, registry.of(kind).keySet()));
      return null;
    }
    JsonNode body = tree.isString() ? Trees.object() : tree.get(name);
    return record(entry.type(), body.isNull() ? Trees.object() : body, path + "." + name, errors);
  }

  private static String shown(JsonNode tree) {
    String text = tree.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private Object record(Class<?> type, JsonNode body, String path, List<String> errors) {
    RecordComponent[] keys = type.getRecordComponents();
    if (!body.isObject()) {
      errors.add(path + ": expected keys (" + String.join(", ", names(keys)) + "), found " + shown(body));
      return null;
    }
    for (Map.Entry<String, JsonNode> e : body.properties()) {
      if (!names(keys).contains(e.getKey())) {
        errors.add(path + ": no key '" + e.getKey() + "'" + Nearest.hint(e.getKey(), names(keys)));
      }
    }
    int before = errors.size();
    Object[] values = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = value(keys[i], body.get(keys[i].getName()), path, errors);
    }
    return errors.size() > before ? null : construct(type, keys, values, path, errors);
  }

  private static List<String> names(RecordComponent[] keys) {
    return Arrays.stream(keys).map(RecordComponent::getName).toList();
  }

  private Object value(RecordComponent key, JsonNode given, String path, List<String> errors) {
    JsonNode node = given;
    if (node == null) {
      Default d = key.getAnnotation(Default.class);
      if (d == null) {
        errors.add(path + ": missing '" + key.getName() + "' (" + typeName(key.getGenericType()) + ")");
        return null;
      }
      boolean list = key.getGenericType() instanceof ParameterizedType;
      node = list ? Trees.parse(d.value(), path) : JsonNodeFactory.instance.stringNode(d.value());
    }
    return convert(key.getGenericType(), node, path + "." + key.getName(), errors);
  }

  private static String typeName(Type type) {
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }

  private Object convert(Type type, JsonNode node, String path, List<String> errors) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(list.getActualTypeArguments()[0], node, path, errors);
    }
    Class<?> c = (Class<?>) type;
    if (registry.isKind(c)) {
      return component(c, node, path, errors);
    }
    try {
      return scalar(c, node);
    } catch (IllegalArgumentException e) {
      errors.add(path + ": " + e.getMessage());
      return null;
    }
  }

  private List<Object> list(Type element, JsonNode node, String path, List<String> errors) {
    if (!node.isArray()) {
      errors.add(path + ": expected a list, found " + shown(node));
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      Object v = convert(element, node.get(i), path + "[" + i + "]", errors);
      if (v != null) {
        values.add(v);
      }
    }
    return values;
  }

  private static Object scalar(Class<?> type, JsonNode node) {
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
      return Duration.parse(text);
    }
    if (type == String.class) {
      return text;
    }
    throw new IllegalArgumentException("a configuration cannot hold a " + type.getSimpleName());
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

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object construct(Class<?> type, RecordComponent[] keys, Object[] values, String path, List<String> errors) {
    try {
      Class<?>[] types = Arrays.stream(keys).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      errors.add(path + ": " + e.getCause().getMessage());
      return null;
    } catch (ReflectiveOperationException e) {
      errors.add(path + ": " + type.getName() + " cannot be built; make the record and its constructor public");
      return null;
    }
  }

  /**
   * The canonical configuration of a component: every key written, components by their registered names.
   *
   * @throws RequestException if its record, or one inside it, is not registered
   */
  public ObjectNode render(Class<?> kind, Object component) {
    String name = registry.nameOf(kind, component.getClass());
    ObjectNode body = Trees.object();
    for (RecordComponent key : component.getClass().getRecordComponents()) {
      body.set(key.getName(), rendered(key.getGenericType(), read(key, component)));
    }
    ObjectNode tree = Trees.object();
    tree.set(name, body);
    return tree;
  }

  private static Object read(RecordComponent key, Object component) {
    try {
      return key.getAccessor().invoke(component);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.getClass() + " cannot be read; make the record public", e);
    }
  }

  private JsonNode rendered(Type type, Object value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (type instanceof ParameterizedType list) {
      ArrayNode array = make.arrayNode();
      ((List<?>) value).forEach(v -> array.add(rendered(list.getActualTypeArguments()[0], v)));
      return array;
    }
    if (registry.isKind((Class<?>) type)) {
      return render((Class<?>) type, value);
    }
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

  /**
   * The tree of a named configuration, with what it leaves open filled in: {@code ${eps}} becomes the value of eps.
   *
   * @param variables values as text; where one is called threat, {@code name@threat} is preferred to {@code name}
   * @param path where the name stands, for messages
   * @return {component: body}
   * @throws RequestException if there is no such configuration, with the nearest name, or it needs a value that is not given
   */
  public <T> JsonNode preset(Class<T> kind, String name, Map<String, String> variables, String path) {
    Registry.Preset general = registry.presets(kind).get(name);
    if (general == null) {
      throw new RequestException(path + ": no " + kind.getSimpleName() + " named '" + name + "'"
          + Nearest.hint(name, registry.presets(kind).keySet().stream().filter(p -> !p.contains("@")).toList()));
    }
    Registry.Preset preset = registry.presets(kind).getOrDefault(name + "@" + variables.get("threat"), general);
    String body = preset.body();
    for (Map.Entry<String, String> v : variables.entrySet()) {
      body = body.replace("${" + v.getKey() + "}", v.getValue());
    }
    int open = body.indexOf("${");
    if (open >= 0) {
      throw new RequestException(path + "." + name + ": expected --" + body.substring(open + 2, body.indexOf('}', open)) + ", found none");
    }
    return Trees.at(new String[] {preset.component()}, Trees.parse(body, name));
  }
}
