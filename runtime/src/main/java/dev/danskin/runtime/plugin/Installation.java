package dev.danskin.runtime.plugin;

import com.google.inject.Injector;
import dev.danskin.api.ApiVersion;
import dev.danskin.api.Plugin;
import dev.danskin.runtime.config.Owner;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Staged;
import dev.danskin.runtime.job.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Takes plugins through their phases, each as far as it goes.
 *
 * @param reports what became of each is added here
 * @param host made only where a plugin has something injected
 */
record Installation(Registry registry, List<PluginReport> reports, PluginOptions options, Supplier<Injector> host) {
  private static final int MOST_PROVIDERS = 1000;
  private static final String VERSION = "Danskin-Api";

  /** What is found of one plugin so far. */
  private record Candidate(String version, String source, String sha256, Watchdog watchdog) {
    PluginReport broken(String id, Failure failure) {
      return new PluginReport(id, version, source, sha256, PluginReport.Status.BROKEN, List.of(), Optional.of(failure));
    }

    PluginReport healthy(String id, List<String> offers) {
      return new PluginReport(id, version, source, sha256, PluginReport.Status.HEALTHY, offers, Optional.empty());
    }
  }

  /** A failure on its way to the report. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    Failed(Failure failure) {
      this.failure = failure;
    }
  }

  /** Installs what is on the class path. */
  void classPath() {
    Watchdog watchdog = new Watchdog(options.patience(), Thread.currentThread().getContextClassLoader());
    Iterator<ServiceLoader.Provider<Plugin>> found = ServiceLoader.load(Plugin.class).stream().iterator();
    for (ServiceLoader.Provider<Plugin> p : providers(found, new Candidate("", "class path", "", watchdog))) {
      String version = String.valueOf(p.type().getPackage().getImplementationVersion());
      install(p, new Candidate(version.equals("null") ? "" : version, p.type().getName(), "", watchdog));
    }
  }

  /** Installs what is there already. */
  void object(Plugin plugin) {
    Watchdog watchdog = new Watchdog(options.patience(), plugin.getClass().getClassLoader());
    install(new ServiceLoader.Provider<>() {
      @Override
      public Class<? extends Plugin> type() {
        return plugin.getClass();
      }

      @Override
      public Plugin get() {
        return plugin;
      }
    }, new Candidate("", plugin.getClass().getName(), "", watchdog));
  }

  /** Installs what is in a jar. */
  void jar(Path file) {
    String name = Failure.line(file.getFileName().toString());
    Candidate unread = new Candidate("", name, "", new Watchdog(options.patience(), null));
    PluginJar jar;
    try {
      byte[] bytes = unread.watchdog.call("reading", () -> PluginJar.bytes(file));
      String digest = Sha256.of(bytes);
      if (!options.allows(digest)) {
        reports.add(new PluginReport("", "", name, digest, PluginReport.Status.NOT_ALLOWED, List.of(), Optional.empty()));
        return;
      }
      jar = unread.watchdog.call("unpacking", () -> PluginJar.of(file, bytes));
    } catch (Exception e) {
      reports.add(unread.broken("", Failure.of(Phase.DISCOVER, "", e, "take it out of the folder, or build it again")));
      return;
    }
    PluginClassLoader loader = new PluginClassLoader(jar, new ApiLoader(Plugins.class.getClassLoader()));
    Watchdog watchdog = new Watchdog(options.patience(), loader);
    Candidate candidate = new Candidate(Failure.line(attribute(jar, "Implementation-Version")), name, jar.sha256(), watchdog);
    try {
      served(jar);
      List<ServiceLoader.Provider<Plugin>> all = providers(ServiceLoader.load(Plugin.class, loader).stream().iterator(), candidate);
      if (all.isEmpty() && reports.stream().noneMatch(r -> r.source().equals(name))) {
        throw new Failed(new Failure(Phase.DISCOVER, "", "expected META-INF/services/" + Plugin.class.getName() + " to name a plugin, found none",
            "add the file with the name of the plugin's class"));
      }
      all.forEach(p -> install(p, candidate));
    } catch (Failed e) {
      reports.add(candidate.broken("", e.failure));
    }
  }

  private static String attribute(PluginJar jar, String name) {
    try {
      return jar.attribute(name);
    } catch (PluginException e) {
      return "";
    }
  }

  /** Looks at the version of the API that a jar asks for, before any of its classes is loaded. */
  private static void served(PluginJar jar) throws Failed {
    try {
      String asked = jar.attribute(VERSION);
      if (asked.isEmpty()) {
        throw new PluginException("expected " + VERSION + " in the manifest, found none");
      }
      if (!ApiVersion.CURRENT.serves(ApiVersion.parse(asked))) {
        throw new PluginException("it asks for version " + asked + " of Danskin's API, but this is " + ApiVersion.CURRENT);
      }
    } catch (IllegalArgumentException | PluginException e) {
      throw new Failed(Failure.of(Phase.VERSION, "", e, "build it against version " + ApiVersion.CURRENT + ", or use another Danskin"));
    }
  }

  /** All providers that can be found; what cannot is reported. */
  private List<ServiceLoader.Provider<Plugin>> providers(Iterator<ServiceLoader.Provider<Plugin>> found, Candidate candidate) {
    List<ServiceLoader.Provider<Plugin>> all = new ArrayList<>();
    for (int i = 0; i < MOST_PROVIDERS; i++) {
      try {
        Optional<ServiceLoader.Provider<Plugin>> next = candidate.watchdog.call("discovering",
            () -> found.hasNext() ? Optional.of(found.next()) : Optional.empty());
        if (next.isEmpty()) {
          return all;
        }
        all.add(next.get());
      } catch (Exception e) {
        Throwable cause = e.getCause() instanceof ServiceConfigurationError s ? s : e;
        reports.add(candidate.broken("", Failure.of(Phase.DISCOVER, "", cause, "name a public class with a public constructor without parameters")));
        if (e instanceof PluginException) {
          return all;
        }
      }
    }
    return all;
  }

  private void install(ServiceLoader.Provider<Plugin> provider, Candidate candidate) {
    String id = "";
    try {
      Plugin plugin = made(provider, candidate);
      id = named(plugin, candidate);
      PluginOwner owner = new PluginOwner(id, candidate.source, candidate.version, candidate.sha256, candidate.watchdog);
      Staged staged = registered(plugin, owner, candidate);
      owner.wired(wired(staged, candidate));
      try {
        registry.add(staged);
      } catch (IllegalArgumentException e) {
        throw new Failed(Failure.of(Phase.REGISTER, staged.last(), e, "give it a name of its own"));
      }
      reports.add(candidate.healthy(id, offers(staged)));
    } catch (Failed e) {
      reports.add(candidate.broken(id, e.failure));
    }
  }

  private static Plugin made(ServiceLoader.Provider<Plugin> provider, Candidate candidate) throws Failed {
    try {
      return candidate.watchdog.call("making " + provider.type().getSimpleName(), provider::get);
    } catch (Exception e) {
      throw new Failed(Failure.of(Phase.DISCOVER, provider.type().getSimpleName(), e, "let the constructor do nothing that can fail"));
    }
  }

  private String named(Plugin plugin, Candidate candidate) throws Failed {
    String id;
    try {
      id = candidate.watchdog.call("asking for its id", plugin::id);
    } catch (Exception e) {
      throw new Failed(Failure.of(Phase.REGISTER, "", e, "return a constant as the id"));
    }
    if (id == null || !id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 60) {
      throw new Failed(new Failure(Phase.REGISTER, "", "expected an id of lower-case words joined by hyphens, found '" + id + "'", "rename it"));
    }
    boolean ours = plugin.getClass().getName().startsWith("dev.danskin.") && candidate.sha256.isEmpty();
    Optional<PluginReport> other = reports.stream().filter(r -> r.id().equals(id) && r.status() == PluginReport.Status.HEALTHY).findFirst();
    if (id.equals(Owner.DANSKIN) ? !ours : other.isPresent()) {
      throw new Failed(new Failure(Phase.REGISTER, "", "the id " + id + " is taken by " + other.map(PluginReport::source).orElse("Danskin itself"),
          "take one of the two out, or rename it"));
    }
    return id;
  }

  private static Staged registered(Plugin plugin, PluginOwner owner, Candidate candidate) throws Failed {
    Staged staged = new Staged(owner, plugin.getClass().getClassLoader());
    try {
      candidate.watchdog.call("registering", () -> {
        plugin.register(staged);
        return null;
      });
      return staged;
    } catch (Exception e) {
      throw new Failed(Failure.of(Phase.REGISTER, staged.last(), e, "ask its author, or take it out of the folder"));
    } finally {
      staged.close();
    }
  }

  private Injector wired(Staged staged, Candidate candidate) throws Failed {
    if (!Services.needed(staged)) {
      return null;
    }
    try {
      return candidate.watchdog.call("making its services", () -> Services.wire(host.get(), staged));
    } catch (Services.Broken e) {
      throw new Failed(Failure.of(Phase.BUILD, e.component(), e.getCause(), "provide it in register"));
    } catch (Exception e) {
      throw new Failed(Failure.of(Phase.BUILD, "", e, "ask its author, or take it out of the folder"));
    }
  }

  private static List<String> offers(Staged staged) {
    List<String> offers = new ArrayList<>();
    staged.entries().forEach(c -> offers.add(c.kind().getSimpleName() + " " + c.entry().name()));
    staged.presets().stream().filter(c -> !c.preset().name().contains("@"))
        .forEach(c -> offers.add(c.kind().getSimpleName() + " " + c.preset().name()));
    return offers;
  }
}
