package dev.danskin.runtime.config;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that is registered, by kind and name. A plugin's entries appear only when all its registering succeeded. */
public final class Registry {
  /** A registered record and the plugin id of who brought it. */
  public record Entry(String owner, Class<?> type) {}

  /** A named configuration: a component's name and the YAML of its body, and the plugin id of who brought it. */
  public record Preset(String owner, String component, String body) {}

  private final Map<Class<?>, Map<String, Entry>> entries = new LinkedHashMap<>();
  private final Map<Class<?>, Map<String, Preset>> presets = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /** The plugins that {@link ServiceLoader} finds on the class path. */
  public static Registry ofClassPath() {
    Registry registry = new Registry();
    try (Stream<ServiceLoader.Provider<Plugin>> found = ServiceLoader.load(Plugin.class).stream()) {
      found.forEach(registry::add);
    }
    return registry;
  }

  private void add(ServiceLoader.Provider<Plugin> provider) {
    try {
      add(provider.get());
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      failures.add(provider.type().getName() + ": " + e.getMessage());
    }
  }

  /**
   * Registers one plugin's components, all or none.
   *
   * @throws IllegalArgumentException if a name is taken or not legal, or a type is no record
   */
  public void add(Plugin plugin) {
    Staged staged = new Staged(plugin.id());
    plugin.register(staged);
    staged.entries.forEach((kind, named) -> entries.computeIfAbsent(kind, k -> new TreeMap<>()).putAll(named));
    staged.presets.forEach((kind, named) -> presets.computeIfAbsent(kind, k -> new TreeMap<>()).putAll(named));
  }

  /** One sentence for each plugin that could not be used. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** The components of a kind, by name. */
  public Map<String, Entry> of(Class<?> kind) {
    return entries.getOrDefault(kind, Map.of());
  }

  /** The named configurations of a kind; {@code name@threat} stands for {@code name} under that threat model. */
  public Map<String, Preset> presets(Class<?> kind) {
    return presets.getOrDefault(kind, Map.of());
  }

  /** Whether anything is registered for the type, so that a record component of this type is a component. */
  public boolean isKind(Class<?> type) {
    return entries.containsKey(type);
  }

  /**
   * The registered name of a record type.
   *
   * @throws RequestException if it has none
   */
  public String nameOf(Class<?> kind, Class<?> type) {
    return of(kind).entrySet().stream().filter(e -> e.getValue().type() == type).map(Map.Entry::getKey).findFirst()
        .orElseThrow(() -> new RequestException(kind.getSimpleName() + " " + type.getSimpleName() + " has no registered name"));
  }

  private final class Staged implements Catalogue {
    private final String owner;
    private final Map<Class<?>, Map<String, Entry>> entries = new LinkedHashMap<>();
    private final Map<Class<?>, Map<String, Preset>> presets = new LinkedHashMap<>();

    Staged(String owner) {
      this.owner = owner;
    }

    @Override
    public <T> void register(Class<T> kind, String name, Class<? extends T> type) {
      legal(kind, name);
      if (!type.isRecord()) {
        throw new IllegalArgumentException("expected a record, found " + type.getName());
      }
      entries.computeIfAbsent(kind, k -> new TreeMap<>()).put(name, new Entry(owner, type));
    }

    @Override
    public <T> void preset(Class<T> kind, String name, String component, String body) {
      legal(kind, name);
      presets.computeIfAbsent(kind, k -> new TreeMap<>()).put(name, new Preset(owner, component, body));
    }

    private void legal(Class<?> kind, String name) {
      if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*(@[a-z0-9]+)?")) {
        throw new IllegalArgumentException("expected a name of lower-case words joined by hyphens, found '" + name + "'");
      }
      Entry other = Registry.this.of(kind).get(name);
      if (other != null || entries.getOrDefault(kind, Map.of()).containsKey(name)
          || Registry.this.presets(kind).containsKey(name) || presets.getOrDefault(kind, Map.of()).containsKey(name)) {
        throw new IllegalArgumentException(kind.getSimpleName() + " '" + name + "' is registered twice, by "
            + (other == null ? owner : other.owner()) + " and " + owner);
      }
    }
  }
}
