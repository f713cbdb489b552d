package dev.danskin.runtime.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import com.google.inject.spi.Message;
import dev.danskin.api.Backend;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Event;
import dev.danskin.api.Plugin;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.OwnArithmetic;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.plugin.PluginOptions;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Danskin in an application that is wired by Guice. Binds {@link Danskin}, {@link Composer}, {@link Registry}, {@link Plugins}; a {@link
 * Catalogue} in which the application registers components of its own, whose {@code @Injected} keys its injector provides; and the
 * components that a file names, {@code {attack: {gate: {max: {…}}}}} as {@code @Named("gate") Attack}. {@link Clock}, {@link Backend} and
 * {@code Consumer<Event>} are what Danskin has by itself, unless the application says otherwise: {@code
 * OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(…)}.
 *
 * <p>What is wrong with the file, or with plugins that are required, is told in one sentence for each thing when the injector is made.
 * Plugins in jars get a clock from the host and nothing else of the application. Immutable; each injector has components of its own.
 */
public final class DanskinModule extends AbstractModule {
  private static final System.Logger LOGGER = System.getLogger("dev.danskin.runtime");
  private static final Key<Consumer<Event>> EVENTS = Key.get(new TypeLiteral<>() {});

  /** A configuration that is read when the injector is made. */
  @FunctionalInterface
  private interface Content {
    JsonNode read();
  }

  private final Content content;
  private final PluginOptions options;
  private final List<Plugin> own;
  private final List<String> required;
  private final Set<Key<?>> inherited;

  private DanskinModule(Content content, PluginOptions options, List<Plugin> own, List<String> required, Set<Key<?>> inherited) {
    this.inherited = inherited;
    this.content = content;
    this.options = options;
    this.own = own;
    this.required = required;
  }

  /** With the plugins on the class path, and no named components. */
  public DanskinModule() {
    this(Trees.object());
  }

  /**
   * With named components.
   *
   * @param components {kind: {name: {component: {key: value, …}}}}, the kind in lower case with hyphens; a preset takes what it leaves
   *     open as keys: {@code {pgd: {threat: linf, eps: 8/255}}}. Beside the kinds, {@code require: [plugin, …]}
   */
  public DanskinModule(JsonNode components) {
    this(() -> components, PluginOptions.CLASS_PATH, List.of(), List.of(), Set.of());
  }

  /** As {@link #DanskinModule(JsonNode)}, from a file in YAML or JSON. */
  public DanskinModule(Path file) {
    this(() -> read(file), PluginOptions.CLASS_PATH, List.of(), List.of(), Set.of());
  }

  private static JsonNode read(Path file) {
    try {
      return Trees.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new RequestException(file + ": expected a file of components, found none that can be read; check the path");
    }
  }

  /** Also with the plugins of a folder. */
  public DanskinModule with(PluginOptions others) {
    return new DanskinModule(content, others, own, required, inherited);
  }

  /** Also with a plugin of the application's own; if it fails, there is no injector. */
  public DanskinModule with(Plugin plugin) {
    List<Plugin> all = new ArrayList<>(own);
    all.add(plugin);
    return new DanskinModule(content, options, List.copyOf(all), required, inherited);
  }

  /** Refuses to make an injector without these plugins. */
  public DanskinModule requiring(String... ids) {
    return new DanskinModule(content, options, own, List.of(ids), inherited);
  }

  /**
   * In a child injector of one that binds these already: {@link Clock}, {@link Backend}, {@code Consumer<Event>}. Guice lets no child
   * bind them again, so theirs are taken.
   */
  public DanskinModule inheriting(Key<?>... bound) {
    return new DanskinModule(content, options, own, required, Set.of(bound));
  }

  @Override
  protected void configure() {
    byDefault(Key.get(Clock.class), Clock.systemUTC());
    byDefault(Key.get(Backend.class), new OwnArithmetic());
    byDefault(EVENTS, e -> {});
    try {
      HostClock clock = new HostClock();
      Plugins plugins = loaded(clock);
      bound(plugins, clock);
      JsonNode tree = content.read();
      NamedComponents named = new NamedComponents(new Composer(plugins.registry()), tree);
      plugins.registry().require(named.required());
      named.bind(this::component, this::problem);
    } catch (RequestException e) {
      e.problems().forEach(this::problem);
    }
  }

  private <T> void byDefault(Key<T> key, T value) {
    if (!inherited.contains(key)) {
      OptionalBinder.newOptionalBinder(binder(), key).setDefault().toInstance(value);
    }
  }

  private Plugins loaded(Clock clock) {
    Plugins plugins = Plugins.load(options, new AbstractModule() {
      @Override
      protected void configure() {
        bind(Clock.class).toInstance(clock);
      }
    });
    plugins.broken().stream().filter(r -> !required.contains(r.id()))
        .forEach(r -> LOGGER.log(System.Logger.Level.WARNING, "plugin " + r.sentence()));
    for (Plugin plugin : own) {
      PluginReport report = plugins.install(plugin);
      if (report.status() != PluginReport.Status.HEALTHY) {
        problem(report.sentence());
      }
    }
    plugins.require(required);
    return plugins;
  }

  /** The registry is there from the start; what the application's bindings are is known when the injector is. */
  private void bound(Plugins plugins, HostClock host) {
    Provider<Clock> clock = getProvider(Clock.class);
    Provider<Backend> backend = getProvider(Backend.class);
    Provider<Consumer<Event>> events = getProvider(EVENTS);
    Registry registry = plugins.registry();
    bind(Plugins.class).toProvider(() -> {
      host.follow(clock.get());
      return plugins;
    }).asEagerSingleton();
    bind(Registry.class).toInstance(registry);
    bind(Composer.class).toInstance(new Composer(registry));
    bind(Catalogue.class).toInstance(new ApplicationCatalogue(registry, getProvider(com.google.inject.Injector.class)));
    bind(Danskin.class).toProvider(() -> new Danskin(registry, backend.get(), events.get())).in(Scopes.SINGLETON);
  }

  private <T> void component(Class<T> kind, String name, T component) {
    Binder named = binder().skipSources(NamedComponents.class);
    named.bind(kind).annotatedWith(Names.named(name)).toInstance(component);
  }

  private void problem(String sentence) {
    addError(new Message(sentence));
  }
}
