package dev.danskin.runtime.config;

import dev.danskin.api.Injected;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Components → configurations. */
record Rendering(Registry registry) {
  /**
   * The canonical configuration of a component: every key written, components by their registered names.
   *
   * @throws RequestException if its record, or one inside it, is not registered or cannot be read
   */
  ObjectNode of(Class<?> kind, Object component) {
    Entry entry = registry.of(kind, component.getClass());
    ObjectNode body = Trees.object();
    for (RecordComponent key : component.getClass().getRecordComponents()) {
      if (!key.isAnnotationPresent(Injected.class)) {
        body.set(key.getName(), rendered(key.getGenericType(), read(entry, key, component)));
      }
    }
    ObjectNode tree = Trees.object();
    tree.set(registry.nameOf(kind, component.getClass()), body);
    return tree;
  }

  /** The ids of the plugins that brought the component or one inside it, without Danskin's own. */
  Set<String> owners(Class<?> kind, Object component) {
    Set<String> owners = new TreeSet<>();
    owners(kind, component, owners);
    return owners;
  }

  private void owners(Type type, Object value, Set<String> to) {
    if (type instanceof ParameterizedType list) {
      ((List<?>) value).forEach(v -> owners(list.getActualTypeArguments()[0], v, to));
    } else if (type instanceof Class<?> kind && registry.isKind(kind)) {
      Entry entry = registry.of(kind, value.getClass());
      if (!entry.owner().id().equals(Owner.DANSKIN)) {
        to.add(entry.owner().id());
      }
      for (RecordComponent key : value.getClass().getRecordComponents()) {
        owners(key.getGenericType(), read(entry, key, value), to);
      }
    }
  }

  /** The ids of the plugins that a canonical configuration names components of, without Danskin's own. */
  Set<String> named(Class<?> kind, JsonNode canonical) {
    Set<String> owners = new TreeSet<>();
    named((Type) kind, canonical, owners);
    return owners;
  }

  private void named(Type type, JsonNode node, Set<String> to) {
    if (type instanceof ParameterizedType list) {
      node.forEach(n -> named(list.getActualTypeArguments()[0], n, to));
    } else if (type instanceof Class<?> kind && registry.isKind(kind) && node.size() == 1) {
      String name = node.propertyNames().iterator().next();
      Entry entry = registry.find(kind, name, "");
      if (!entry.owner().id().equals(Owner.DANSKIN)) {
        to.add(entry.owner().id());
      }
      for (RecordComponent key : entry.type().getRecordComponents()) {
        named(key.getGenericType(), node.path(name).path(key.getName()), to);
      }
    }
  }

  private static Object read(Entry entry, RecordComponent key, Object component) {
    try {
      return entry.owner().call("reading " + key.getName() + " of " + entry.fullName(), () -> key.getAccessor().invoke(component));
    } catch (Exception | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      throw new RequestException(entry.fullName() + " of " + entry.owner().source() + ": its key '" + key.getName() + "' cannot be read ("
          + cause + "); make the record public and leave its accessors as they are");
    }
  }

  private JsonNode rendered(Type type, Object value) {
    if (type instanceof ParameterizedType list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      ((List<?>) value).forEach(v -> array.add(rendered(list.getActualTypeArguments()[0], v)));
      return array;
    }
    return registry.isKind((Class<?>) type) ? of((Class<?>) type, value) : Scalars.node(value);
  }
}
