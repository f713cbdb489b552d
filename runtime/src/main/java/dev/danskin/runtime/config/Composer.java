package dev.danskin.runtime.config;

import dev.danskin.api.Default;
import dev.danskin.api.Injected;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
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
    return build(kind, tree, path, "");
  }

  /**
   * As {@link #build(Class, JsonNode, String)}, of a text that a plugin wrote.
   *
   * @param scope the plugin's id: what a short name means there, see {@link Registry#find}
   */
  public <T> T build(Class<T> kind, JsonNode tree, String path, String scope) {
    Errors errors = new Errors(scope, new ArrayList<>());
    Object built = component(kind, tree, path, errors);
    if (!errors.all.isEmpty()) {
      throw new RequestException(errors.all);
    }
    return kind.cast(built);
  }

  /** The errors so far, and whose text is read. */
  private record Errors(String scope, List<String> all) {
    void add(String problem) {
      all.add(problem);
    }

    int size() {
      return all.size();
    }

    Errors in(String other) {
      return new Errors(other, all);
    }
  }

  private Object component(Class<?> kind, JsonNode tree, String path, Errors errors) {
    boolean named = tree.isString() || tree.isObject() && tree.size() == 1;
    if (!named) {
      errors.add(path + ": expected the name of one " + kind.getSimpleName() + ", found " + Scalars.shown(tree) + "; known: "
          + String.join(", ", registry.of(kind).keySet()));
      return null;
    }
    String name = tree.isString() ? tree.asString() : tree.properties().iterator().next().getKey();
    JsonNode body = tree.isString() ? Trees.object() : tree.get(name);
    try {
      return record(registry.find(kind, name, errors.scope), body.isNull() ? Trees.object() : body, path + "." + name, errors);
    } catch (RequestException e) {
      e.problems().forEach(problem -> errors.add(path + ": " + problem));
      return null;
    }
  }

  private Object record(Entry entry, JsonNode body, String path, Errors errors) {
    RecordComponent[] keys = entry.type().getRecordComponents();
    List<String> names = names(keys);
    if (!body.isObject()) {
      errors.add(path + ": expected keys (" + String.join(", ", names) + "), found " + Scalars.shown(body) + of(entry));
      return null;
    }
    for (Map.Entry<String, JsonNode> e : body.properties()) {
      if (!names.contains(e.getKey())) {
        errors.add(path + ": no key '" + e.getKey() + "'" + Nearest.hint(e.getKey(), names) + of(entry));
      }
    }
    int before = errors.size();
    Object[] values = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      boolean injected = keys[i].isAnnotationPresent(Injected.class);
      values[i] = injected ? service(entry, keys[i], path, errors) : value(entry, keys[i], body.get(keys[i].getName()), path, errors);
    }
    return errors.size() > before ? null : construct(entry, keys, values, path, errors);
  }

  /** Whose component it is, where that is not plain. */
  private static String of(Entry entry) {
    return entry.owner().id().equals(Owner.DANSKIN) ? "" : " (" + entry.fullName() + " of " + entry.owner().source() + ")";
  }

  /** The keys of a configuration: what is injected is none. */
  private static List<String> names(RecordComponent[] keys) {
    return Arrays.stream(keys).filter(k -> !k.isAnnotationPresent(Injected.class)).map(RecordComponent::getName).toList();
  }

  private static Object service(Entry entry, RecordComponent key, String path, Errors errors) {
    try {
      return entry.owner().service(key.getType());
    } catch (IllegalStateException e) {
      errors.add(path + "." + key.getName() + ": " + e.getMessage() + of(entry));
      return null;
    }
  }

  private Object value(Entry entry, RecordComponent key, JsonNode given, String path, Errors errors) {
    if (given != null) {
      return convert(key.getGenericType(), given, path + "." + key.getName(), errors);
    }
    Default d = key.getAnnotation(Default.class);
    if (d == null) {
      errors.add(path + ": missing '" + key.getName() + "' (" + typeName(key.getGenericType()) + ")" + of(entry));
      return null;
    }
    boolean list = key.getGenericType() instanceof ParameterizedType;
    JsonNode node = list ? Trees.parse(d.value(), path) : JsonNodeFactory.instance.stringNode(d.value());
    return convert(key.getGenericType(), node, path + "." + key.getName(), errors.in(entry.owner().id()));
  }

  private static String typeName(Type type) {
    if (type instanceof ParameterizedType list) {
      return "list of " + typeName(list.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }

  private Object convert(Type type, JsonNode node, String path, Errors errors) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(list.getActualTypeArguments()[0], node, path, errors);
    }
    Class<?> c = (Class<?>) type;
    if (registry.isKind(c)) {
      return component(c, node, path, errors);
    }
    try {
      return Scalars.of(c, node);
    } catch (IllegalArgumentException e) {
      errors.add(path + ": " + e.getMessage());
      return null;
    }
  }

  private List<Object> list(Type element, JsonNode node, String path, Errors errors) {
    if (!node.isArray()) {
      errors.add(path + ": expected a list, found " + Scalars.shown(node));
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

  private static Object construct(Entry entry, RecordComponent[] keys, Object[] values, String path, Errors errors) {
    try {
      Class<?>[] types = Arrays.stream(keys).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = entry.type().getDeclaredConstructor(types);
      return entry.owner().call("building " + entry.fullName(), () -> constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      errors.add(path + ": " + told(e.getCause()) + of(entry));
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
      errors.add(path + ": " + entry.type().getName() + " cannot be built; make the record and its constructor public" + of(entry));
    } catch (Exception | LinkageError e) {
      errors.add(path + ": " + told(e) + of(entry));
    }
    return null;
  }

  /** What was thrown: the sentence of a refusal, or what went wrong. */
  private static String told(Throwable e) {
    boolean sentence = (e instanceof IllegalArgumentException || e instanceof IllegalStateException) && e.getMessage() != null;
    return sentence ? e.getMessage() : "could not be built: " + e;
  }

  /**
   * The canonical configuration of a component: every key written, components by their registered names.
   *
   * @throws RequestException if its record, or one inside it, is not registered or cannot be read
   */
  public ObjectNode render(Class<?> kind, Object component) {
    return new Rendering(registry).of(kind, component);
  }

  /** As {@link #owners}, of a canonical configuration; nothing is built. */
  public Set<String> named(Class<?> kind, JsonNode canonical) {
    return new Rendering(registry).named(kind, canonical);
  }

  /** The ids of the plugins that brought the component or one inside it, without Danskin's own. */
  public Set<String> owners(Class<?> kind, Object component) {
    return new Rendering(registry).owners(kind, component);
  }

  /**
   * The tree of a named configuration, with what it leaves open filled in: {@code ${eps}} becomes the value of eps.
   *
   * @param variables values as text; where one is called threat, {@code name@threat} is preferred to {@code name}
   * @param path where the name stands, for messages
   * @return {component: body}, whose short names are the owner's
   * @throws RequestException if there is no such configuration, with the nearest name, or it needs a value that is not given
   */
  public <T> Filled preset(Class<T> kind, String name, Map<String, String> variables, String path) {
    Preset general = found(kind, name, path);
    Preset preset = registry.preset(kind, general.fullName() + "@" + variables.get("threat"), "").orElse(general);
    String body = preset.body();
    for (Map.Entry<String, String> v : variables.entrySet()) {
      body = body.replace("${" + v.getKey() + "}", v.getValue());
    }
    int open = body.indexOf("${");
    if (open >= 0) {
      int end = body.indexOf('}', open);
      throw new RequestException(path + "." + name + ": expected --" + body.substring(open + 2, end < 0 ? body.length() : end) + ", found none");
    }
    return new Filled(Trees.at(new String[] {preset.component()}, Trees.parse(body, name)), preset.owner().id());
  }

  /**
   * A named configuration without gaps.
   *
   * @param tree {component: body}
   * @param scope the id of the plugin that wrote it
   */
  public record Filled(JsonNode tree, String scope) {}

  private Preset found(Class<?> kind, String name, String path) {
    try {
      return registry.preset(kind, name, "").orElseThrow(() -> absent(kind, name));
    } catch (RequestException e) {
      throw new RequestException(e.problems().stream().map(problem -> path + ": " + problem).toList());
    }
  }

  private RequestException absent(Class<?> kind, String name) {
    List<String> known = registry.presets(kind).keySet().stream().filter(p -> !p.contains("@")).toList();
    return new RequestException((registry.of(kind).containsKey(name)
        ? "'" + name + "' is a component: write it with its keys in a file, or name a configuration"
        : "no " + kind.getSimpleName() + " named '" + name + "'") + Nearest.hint(name, known));
  }
}
