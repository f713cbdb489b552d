package dev.danskin.runtime.config;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything that is registered, by kind and name. {@code acme:corners} always means what the plugin acme calls corners;
 * {@code corners} does while no other plugin has one. In what a plugin itself wrote, defaults and presets, a short name means
 * its own component first, then one that comes with Danskin, so that no other plugin can take the meaning away. Thread-safe.
 */
public final class Registry {
  /** What has a name and an owner. */
  public interface Named {
    /** Who brought it. */
    Owner owner();

    /** The short name. */
    String name();

    /** {@code owner:name}. */
    default String fullName() {
      return owner().id() + ":" + name();
    }
  }

  private final SortedMap<String, Owner> owners = new TreeMap<>();
  private UnaryOperator<String> absence = id -> "found " + String.join(", ", owners.keySet());
  private final Map<Class<?>, Map<String, List<Entry>>> entries = new LinkedHashMap<>();
  private final Map<Class<?>, Map<String, List<Preset>>> presets = new LinkedHashMap<>();

  /**
   * The plugins that {@link ServiceLoader} finds on the class path, which are trusted as all that is on it.
   *
   * @throws java.util.ServiceConfigurationError if one cannot be loaded; {@code dev.danskin.runtime.plugin.Plugins} contains such failures
   */
  public static Registry ofClassPath() {
    Registry registry = new Registry();
    ServiceLoader.load(Plugin.class).forEach(registry::add);
    return registry;
  }

  /**
   * Registers one plugin's components, all or none. It is trusted and has no services.
   *
   * @throws IllegalArgumentException if a name is taken or not legal, or a type is no record
   */
  public void add(Plugin plugin) {
    Owner owner = Owner.trusted(plugin.id(), plugin.getClass().getName());
    Staged staged = new Staged(owner, plugin.getClass().getClassLoader());
    plugin.register(staged);
    add(staged);
  }

  /**
   * Adds what a plugin has staged; nothing can be staged afterwards.
   *
   * @throws IllegalArgumentException if the owner has one of the names already
   */
  public synchronized void add(Staged staged) {
    staged.close();
    staged.entries().forEach(s -> free(s.kind(), s.entry()));
    staged.presets().forEach(s -> free(s.kind(), s.preset()));
    owners.putIfAbsent(staged.owner().id(), staged.owner());
    staged.entries().forEach(s -> put(entries, s.kind(), s.entry()));
    staged.presets().forEach(s -> put(presets, s.kind(), s.preset()));
  }

  private void free(Class<?> kind, Named named) {
    boolean taken = all(entries, kind, named.name()).stream().anyMatch(e -> e.owner().id().equals(named.owner().id()))
        || all(presets, kind, named.name()).stream().anyMatch(p -> p.owner().id().equals(named.owner().id()));
    if (taken) {
      throw new IllegalArgumentException(kind.getSimpleName() + " '" + named.fullName() + "' is registered twice");
    }
  }

  private static <N extends Named> void put(Map<Class<?>, Map<String, List<N>>> to, Class<?> kind, N named) {
    to.computeIfAbsent(kind, k -> new TreeMap<>()).computeIfAbsent(named.name(), k -> new ArrayList<>()).add(named);
  }

  private static <N extends Named> List<N> all(Map<Class<?>, Map<String, List<N>>> of, Class<?> kind, String name) {
    return of.getOrDefault(kind, Map.of()).getOrDefault(name, List.of());
  }

  /** Tells why a plugin is absent, in the rest of a sentence, better than that it is. */
  public synchronized void explain(UnaryOperator<String> why) {
    absence = why;
  }

  /**
   * Refuses to go on without these plugins.
   *
   * @throws RequestException with a sentence for each that is not there
   */
  public synchronized void require(List<String> ids) {
    List<String> problems = ids.stream().filter(id -> !owners.containsKey(id))
        .map(id -> "require: expected the plugin " + id + ", " + absence.apply(id)).toList();
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }

  /** Who registered anything, by id, each once. */
  public List<Owner> owners() {
    return List.copyOf(owners.values());
  }

  /** The kinds that anything is registered for. */
  public synchronized List<Class<?>> kinds() {
    return List.copyOf(entries.keySet());
  }

  /** The components of a kind by the names that mean them: short ones where no other plugin has the same. */
  public synchronized Map<String, Entry> of(Class<?> kind) {
    return visible(entries.getOrDefault(kind, Map.of()));
  }

  /** The named configurations of a kind, as {@link #of}; {@code name@threat} stands for {@code name} under that threat model. */
  public synchronized Map<String, Preset> presets(Class<?> kind) {
    return visible(presets.getOrDefault(kind, Map.of()));
  }

  private static <N extends Named> Map<String, N> visible(Map<String, List<N>> named) {
    Map<String, N> visible = new TreeMap<>();
    named.forEach((name, all) -> all.forEach(n -> visible.put(all.size() == 1 ? name : n.fullName(), n)));
    return visible;
  }

  /** Whether anything is registered for the type, so that a record component of this type is a component. */
  public synchronized boolean isKind(Class<?> type) {
    return entries.containsKey(type);
  }

  /**
   * What a name means.
   *
   * @param scope the id of the plugin in whose text the name stands; empty for a person's
   * @throws RequestException in one sentence, without a path, if the name means nothing, with the nearest, or several things,
   *     with their owners
   */
  public synchronized Entry find(Class<?> kind, String name, String scope) {
    return meant(entries, kind, name, scope).orElseThrow(
        () -> new RequestException("no " + kind.getSimpleName() + " named '" + name + "'" + Nearest.hint(name, of(kind).keySet())));
  }

  /** As {@link #find}, a named configuration; empty if there is none. */
  public synchronized Optional<Preset> preset(Class<?> kind, String name, String scope) {
    return meant(presets, kind, name, scope);
  }

  private static <N extends Named> Optional<N> meant(Map<Class<?>, Map<String, List<N>>> of, Class<?> kind, String name, String scope) {
    int colon = name.indexOf(':');
    if (colon >= 0) {
      return owned(all(of, kind, name.substring(colon + 1)), name.substring(0, colon));
    }
    List<N> all = all(of, kind, name);
    if (all.size() < 2) {
      return all.stream().findFirst();
    }
    Optional<N> near = scope.isEmpty() ? Optional.empty() : owned(all, scope).or(() -> owned(all, Owner.DANSKIN));
    return Optional.of(near.orElseThrow(() -> new RequestException(kind.getSimpleName() + " '" + name + "' is offered by "
        + String.join(" and ", all.stream().map(n -> n.owner().id() + " (" + n.owner().source() + ")").toList()) + "; write "
        + String.join(" or ", all.stream().map(Named::fullName).toList()))));
  }

  private static <N extends Named> Optional<N> owned(List<N> all, String owner) {
    return all.stream().filter(n -> n.owner().id().equals(owner)).findFirst();
  }

  /**
   * The registered entry of a record type; of several, Danskin's.
   *
   * @throws RequestException if it has none
   */
  public synchronized Entry of(Class<?> kind, Class<?> type) {
    return entries.getOrDefault(kind, Map.of()).values().stream().flatMap(List::stream).filter(e -> e.type() == type)
        .min(Comparator.comparing((Entry e) -> !e.owner().id().equals(Owner.DANSKIN)))
        .orElseThrow(() -> new RequestException(kind.getSimpleName() + " " + type.getSimpleName() + " has no registered name"));
  }

  /**
   * The name of a record type, short where that is enough.
   *
   * @throws RequestException if it has none
   */
  public synchronized String nameOf(Class<?> kind, Class<?> type) {
    Entry entry = of(kind, type);
    return all(entries, kind, entry.name()).size() == 1 ? entry.name() : entry.fullName();
  }
}
