package dev.danskin.runtime.config;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Injected;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one plugin registers, before it counts: everything is looked at here, and appears in a {@link Registry} only when all
 * registering has succeeded. Thread-safe, because a plugin that was given up may go on on its own thread.
 */
public final class Staged implements Catalogue {
  private static final int MOST = 10_000;
  private static final int LONGEST = 1 << 20;

  /** A record staged for a kind. */
  public record Component(Class<?> kind, Entry entry) {}

  /** A named configuration staged for a kind. */
  public record Configuration(Class<?> kind, Preset preset) {}

  private final Owner owner;
  private final ClassLoader loader;
  private final List<Component> entries = new ArrayList<>();
  private final List<Configuration> presets = new ArrayList<>();
  private final Map<Class<?>, Class<?>> services = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private String last = "";
  private boolean closed;

  /**
   * Nothing staged yet.
   *
   * @param loader the plugin's own; kinds come from it or from Danskin's packages
   */
  public Staged(Owner owner, ClassLoader loader) {
    this.owner = owner;
    this.loader = loader;
  }

  @Override
  public synchronized <T> void register(Class<T> kind, String name, Class<? extends T> type, String example) {
    named(kind, name);
    if (!type.isRecord() || !Modifier.isPublic(type.getModifiers()) || !kind.isAssignableFrom(type)) {
      throw new IllegalArgumentException("expected a public record that implements " + kind.getSimpleName() + ", found " + type.getName());
    }
    if (example.length() > LONGEST) {
      throw new IllegalArgumentException("expected an example of at most " + LONGEST + " characters, found " + example.length());
    }
    for (RecordComponent key : type.getRecordComponents()) {
      configurable(key);
    }
    entries.add(new Component(kind, new Entry(owner, name, type, example)));
  }

  /** Looks whether a configuration can hold the key; what is missing shows here, not in the middle of a run. */
  private static void configurable(RecordComponent key) {
    Type type = key.getGenericType();
    Type held = type instanceof ParameterizedType list && list.getRawType() == List.class ? list.getActualTypeArguments()[0] : type;
    boolean fits = held instanceof Class<?> c && (Scalars.holds(c) || c.isInterface() || c.isRecord());
    if (!fits && !key.isAnnotationPresent(Injected.class)) {
      throw new IllegalArgumentException("expected keys that are numbers, texts, enums, durations, components or lists of them, found '"
          + key.getName() + "', a " + type.getTypeName());
    }
  }

  @Override
  public synchronized <T> void preset(Class<T> kind, String name, String component, String body) {
    named(kind, name);
    if (body.length() > LONGEST) {
      throw new IllegalArgumentException("expected a preset of at most " + LONGEST + " characters, found " + body.length());
    }
    presets.add(new Configuration(kind, new Preset(owner, name, component, body)));
  }

  @Override
  public synchronized <T> void provide(Class<T> service, Class<? extends T> type) {
    open();
    last = service.getSimpleName();
    if (services.putIfAbsent(service, type) != null) {
      throw new IllegalArgumentException("the service " + service.getSimpleName() + " is provided twice");
    }
  }

  private void open() {
    if (closed) {
      throw new IllegalStateException("registering has ended; call the catalogue inside register only");
    }
    if (entries.size() + presets.size() + services.size() >= MOST) {
      throw new IllegalStateException("expected at most " + MOST + " registrations");
    }
  }

  private void named(Class<?> kind, String name) {
    open();
    last = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*(@[a-z0-9]+)?") || name.length() > 60) {
      throw new IllegalArgumentException("expected a name of lower-case words joined by hyphens, at most 60 characters, found '" + last + "'");
    }
    boolean ours = kind.getName().startsWith("dev.danskin.") || kind.getClassLoader() == loader;
    if (!kind.isInterface() && !kind.isRecord() || kind.isAnnotation() || !ours) {
      throw new IllegalArgumentException("expected an interface of Danskin or of the plugin as the kind, found " + kind.getName());
    }
    if (!names.add(kind.getName() + " " + name)) {
      throw new IllegalArgumentException(kind.getSimpleName() + " '" + name + "' is registered twice");
    }
  }

  /** Who registers. */
  public Owner owner() {
    return owner;
  }

  /** Ends registering: whatever is staged afterwards is refused. */
  public synchronized void close() {
    closed = true;
  }

  /** The name that was registered last, for messages; empty before the first. */
  public synchronized String last() {
    return last;
  }

  /** The records. */
  public synchronized List<Component> entries() {
    return List.copyOf(entries);
  }

  /** The named configurations. */
  public synchronized List<Configuration> presets() {
    return List.copyOf(presets);
  }

  /** The provided services: how each is asked for, and what is made. */
  public synchronized Map<Class<?>, Class<?>> services() {
    return Map.copyOf(services);
  }
}
