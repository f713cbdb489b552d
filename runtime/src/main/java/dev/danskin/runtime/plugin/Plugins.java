package dev.danskin.runtime.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import dev.danskin.api.Plugin;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins of a process: those on the class path, then those in the folder by the names of their jars. One that fails is
 * reported, with phase, component, cause and remedy, and everything else works.
 */
public final class Plugins {
  private final Registry registry = new Registry();
  private final List<PluginReport> reports = new ArrayList<>();

  private final Installation installation;

  private Plugins(PluginOptions options, Module host) {
    registry.explain(this::missing);
    installation = new Installation(registry, reports, options, new Once<>(() -> Guice.createInjector(host)));
  }

  /** Those on the class path. */
  public static Plugins ofClassPath() {
    return load(PluginOptions.CLASS_PATH);
  }

  /** What the options say, with the system's clock as the only service of the host. */
  public static Plugins load(PluginOptions options) {
    return load(options, new AbstractModule() {
      @Override
      protected void configure() {
        bind(Clock.class).toInstance(Clock.systemUTC());
      }
    });
  }

  /**
   * What the options say.
   *
   * @param host the services that the host offers to all plugins
   * @throws RequestException if the folder cannot be listed
   */
  public static Plugins load(PluginOptions options, Module host) {
    Plugins plugins = new Plugins(options, host);
    plugins.installation.classPath();
    options.folder().ifPresent(folder -> jars(folder).forEach(plugins.installation::jar));
    return plugins;
  }

  /** Adds a plugin that the application brings itself, through the same phases as any other; says what became of it. */
  public PluginReport install(Plugin plugin) {
    installation.object(plugin);
    return reports.get(reports.size() - 1);
  }

  private static List<Path> jars(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new RequestException("--plugins: expected a folder of jars, found " + folder + ", which cannot be listed");
    }
  }

  /** All components of the plugins that are there. */
  public Registry registry() {
    return registry;
  }

  /** What became of each, in the order of loading. */
  public List<PluginReport> reports() {
    return List.copyOf(reports);
  }

  /** Those that failed. */
  public List<PluginReport> broken() {
    return reports.stream().filter(r -> r.status() == PluginReport.Status.BROKEN).toList();
  }

  /**
   * Refuses to go on without these.
   *
   * @throws RequestException with a sentence for each that is not there
   */
  public void require(List<String> ids) {
    registry.require(ids);
  }

  private String missing(String id) {
    List<PluginReport> suspects = reports.stream().filter(r -> r.status() != PluginReport.Status.HEALTHY
        && (r.id().equals(id) || r.id().isEmpty())).toList();
    String why = suspects.isEmpty()
        ? "found " + reports.stream().map(PluginReport::id).filter(i -> !i.isEmpty()).distinct().sorted().collect(Collectors.joining(", "))
        : suspects.stream().map(PluginReport::sentence).collect(Collectors.joining("; "));
    return (suspects.isEmpty() ? why + "; put its jar into the plugins folder" : "found it broken or unknown: " + why);
  }

  /** Made when it is first asked for. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private T made;

    Once(Supplier<T> make) {
      this.make = make;
    }

    @Override
    public synchronized T get() {
      made = made == null ? make.get() : made;
      return made;
    }
  }
}
