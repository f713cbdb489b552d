package dev.danskin.runtime.plugin;

import com.google.inject.Injector;
import com.google.inject.Key;
import dev.danskin.runtime.config.Owner;
import java.util.concurrent.Callable;

/** A plugin as the owner of its components: its code runs under the watchdog, its services come from its injector. */
final class PluginOwner implements Owner {
  private final String id;
  private final String source;
  private final String version;
  private final String sha256;
  private final Watchdog watchdog;
  /** Null where nothing is injected. */
  private Injector injector;

  PluginOwner(String id, String source, String version, String sha256, Watchdog watchdog) {
    this.id = id;
    this.source = source;
    this.version = version;
    this.sha256 = sha256;
    this.watchdog = watchdog;
  }

  /** Told once, before anything is built. */
  void wired(Injector own) {
    injector = own;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public <T> T call(String what, Callable<T> code) throws Exception {
    return id.equals(DANSKIN) ? code.call() : watchdog.call(what, code);
  }

  @Override
  public Object service(Class<?> type) {
    if (injector == null || !Services.provides(injector, type)) {
      throw new IllegalStateException("nothing provides a " + type.getSimpleName());
    }
    return injector.getInstance(Key.get(type));
  }
}
