package dev.danskin.runtime.guice;

import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import dev.danskin.api.Catalogue;
import dev.danskin.runtime.config.Owner;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Staged;
import java.util.concurrent.Callable;

/** What an application registers itself, one thing at a time, each looked at before it counts; its injector provides the services. */
final class ApplicationCatalogue implements Catalogue {
  private final Registry registry;
  private final Application owner;

  ApplicationCatalogue(Registry registry, Provider<Injector> injector) {
    this.registry = registry;
    owner = new Application(injector);
  }

  @Override
  public synchronized <T> void register(Class<T> kind, String name, Class<? extends T> type, String example) {
    Staged staged = new Staged(owner, type.getClassLoader());
    staged.register(kind, name, type, example);
    registry.add(staged);
  }

  @Override
  public synchronized <T> void preset(Class<T> kind, String name, String component, String body) {
    Staged staged = new Staged(owner, kind.getClassLoader());
    staged.preset(kind, name, component, body);
    registry.add(staged);
  }

  @Override
  public <T> void provide(Class<T> service, Class<? extends T> type) {
    throw new UnsupportedOperationException("expected the service " + service.getSimpleName()
        + " to be bound in a module of the application; its injector provides what its components need");
  }

  private record Application(Provider<Injector> injector) implements Owner {
    @Override
    public String id() {
      return "application";
    }

    @Override
    public String source() {
      return "the application";
    }

    @Override
    public <T> T call(String what, Callable<T> code) throws Exception {
      return code.call();
    }

    @Override
    public Object service(Class<?> type) {
      Binding<?> binding = injector.get().getExistingBinding(Key.get(type));
      if (binding == null) {
        throw new IllegalStateException("nothing provides a " + type.getSimpleName() + "; bind it in a module of the application");
      }
      return binding.getProvider().get();
    }
  }
}
