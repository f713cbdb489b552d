package dev.danskin.runtime.guice;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.evaluation.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The components that a file names: {kind: {name: {component: {key: value, …}}}}. */
record NamedComponents(Composer composer, JsonNode tree) {
  private static final String REQUIRE = "require";

  /** Takes a component of a kind under its name. */
  @FunctionalInterface
  interface Sink {
    <T> void take(Class<T> kind, String name, T component);
  }

  /** @throws RequestException if the tree is no mapping */
  NamedComponents {
    if (!tree.isObject()) {
      throw new RequestException("components: expected kinds of components, such as {attack: {gate: …}}, found " + tree);
    }
  }

  List<String> required() {
    return Request.required(tree);
  }

  /** Builds all; what cannot be built is told, one sentence for each thing. */
  void bind(Sink sink, Consumer<String> problem) {
    Map<String, Class<?>> kinds = new TreeMap<>();
    composer.registry().kinds().forEach(kind -> kinds.putIfAbsent(word(kind), kind));
    for (Map.Entry<String, JsonNode> e : tree.properties()) {
      Class<?> kind = kinds.get(e.getKey());
      if (kind != null) {
        named(kind, e.getKey(), e.getValue(), sink, problem);
      } else if (!e.getKey().equals(REQUIRE)) {
        problem.accept("components: no kind '" + e.getKey() + "'" + Nearest.hint(e.getKey(), kinds.keySet()));
      }
    }
  }

  private static String word(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private <T> void named(Class<T> kind, String word, JsonNode names, Sink sink, Consumer<String> problem) {
    if (!names.isObject()) {
      problem.accept(word + ": expected names of components, such as {gate: {…}}, found " + names);
      return;
    }
    for (Map.Entry<String, JsonNode> e : names.properties()) {
      try {
        sink.take(kind, e.getKey(), built(kind, e.getValue(), word + "." + e.getKey()));
      } catch (RequestException problems) {
        problems.problems().forEach(problem);
      }
    }
  }

  private <T> T built(Class<T> kind, JsonNode component, String path) {
    String name = component.isObject() && component.size() == 1 ? component.propertyNames().iterator().next() : component.asString("");
    if (name.isEmpty() || composer.registry().preset(kind, name, "").isEmpty()) {
      return composer.build(kind, component, path);
    }
    Map<String, String> variables = new TreeMap<>();
    component.path(name).properties().forEach(v -> variables.put(v.getKey(), v.getValue().asString("")));
    return new Presets(composer).build(kind, path, name, variables);
  }
}
