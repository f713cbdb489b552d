package dev.danskin.runtime.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Scopes;
import dev.danskin.api.Injected;
import dev.danskin.runtime.config.Staged;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plugin's own injector, a child of the host's: what it provides, and a look whether its components find what they need. */
final class Services {
  private Services() {}

  /** Whether a plugin has anything to do with injection. */
  static boolean needed(Staged staged) {
    return !staged.services().isEmpty() || staged.entries().stream().anyMatch(c -> injected(c).findAny().isPresent());
  }

  private static Stream<RecordComponent> injected(Staged.Component component) {
    return Stream.of(component.entry().type().getRecordComponents()).filter(k -> k.isAnnotationPresent(Injected.class));
  }

  /**
   * Makes the injector and all services.
   *
   * @throws Broken naming the service or component that cannot be had
   */
  static Injector wire(Injector host, Staged staged) throws Broken {
    Injector injector = made(host, staged);
    for (Staged.Component c : staged.entries()) {
      for (RecordComponent key : injected(c).toList()) {
        if (!provides(injector, key.getType())) {
          throw new Broken(c.entry().name(), new PluginException("its key '" + key.getName() + "' needs a " + key.getType().getSimpleName()
              + ", which nothing provides (known: " + known(injector) + ")"));
        }
      }
    }
    return injector;
  }

  private static Injector made(Injector host, Staged staged) throws Broken {
    try {
      return host.createChildInjector(new Provided(staged.services()));
    } catch (CreationException e) {
      com.google.inject.spi.Message first = e.getErrorMessages().iterator().next();
      Throwable cause = first.getCause() instanceof ProvisionException p && p.getCause() != null ? p.getCause() : first.getCause();
      throw new Broken("", cause == null ? new PluginException(plain(first.getMessage())) : cause);
    }
  }

  /** Guice's first line, without its marks. */
  private static String plain(String message) {
    return message.lines().findFirst().orElse("").replaceAll("\\[[A-Za-z]+/[A-Z_]+\\]: ?", "").strip();
  }

  static boolean provides(Injector injector, Class<?> type) {
    for (Injector i = injector; i != null; i = i.getParent()) {
      if (i.getBindings().containsKey(Key.get(type))) {
        return true;
      }
    }
    return false;
  }

  private static String known(Injector injector) {
    List<Injector> both = injector.getParent() == null ? List.of(injector) : List.of(injector, injector.getParent());
    return both.stream().flatMap(i -> i.getBindings().keySet().stream()).map(k -> k.getTypeLiteral().getRawType())
        .filter(t -> t != Injector.class && t != java.util.logging.Logger.class && t != com.google.inject.Stage.class)
        .map(Class::getSimpleName).distinct().sorted().collect(Collectors.joining(", "));
  }

  /** What could not be had, and of which component. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final String component;

    Broken(String component, Throwable cause) {
      super(cause);
      this.component = component;
    }

    String component() {
      return component;
    }
  }

  private static final class Provided extends AbstractModule {
    private final Map<Class<?>, Class<?>> services;

    Provided(Map<Class<?>, Class<?>> services) {
      this.services = services;
    }

    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
      binder().disableCircularProxies();
      services.forEach(this::provide);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void provide(Class<?> service, Class<?> type) {
      if (service == type) {
        bind(service).asEagerSingleton();
      } else {
        bind(type).in(Scopes.SINGLETON);
        bind(service).to((Class) type).asEagerSingleton();
      }
    }
  }
}
