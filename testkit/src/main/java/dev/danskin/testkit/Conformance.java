package dev.danskin.testkit;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which components the contracts in some test classes try, so that a test can demand that none is left out:
 *
 * <pre>
 * assertThat(Conformance.of(MySolversTest.class).subjects(Solver.class))
 *     .containsAll(Conformance.registered(new MyPlugin(), Solver.class));
 * </pre>
 *
 * @param contracts one for each test class that extends a contract, and for each argument of a parameterized one
 */
public record Conformance(List<Contract> contracts) {
  /** The contracts that test classes extend, themselves or in the classes inside them. */
  public static Conformance of(Class<?>... tests) {
    List<Contract> found = new ArrayList<>();
    for (Class<?> test : tests) {
      collect(test, test.getEnclosingClass() == null || Modifier.isStatic(test.getModifiers()) ? null : test.getEnclosingClass(), found);
    }
    return new Conformance(List.copyOf(found));
  }

  private static void collect(Class<?> test, Class<?> outer, List<Contract> found) {
    if (!Modifier.isAbstract(test.getModifiers()) && Contract.class.isAssignableFrom(test)) {
      found.addAll(instances(test, outer));
    }
    for (Class<?> inner : test.getDeclaredClasses()) {
      collect(inner, Modifier.isStatic(inner.getModifiers()) ? null : test, found);
    }
  }

  private static List<Contract> instances(Class<?> test, Class<?> outer) {
    try {
      MethodSource source = test.getAnnotation(MethodSource.class);
      if (source == null) {
        return List.of((Contract) (outer == null ? create(test) : create(test, create(outer))));
      }
      List<Contract> all = new ArrayList<>();
      for (Object given : ((Stream<?>) invoke(test, source.value()[0])).toList()) {
        all.add((Contract) create(test, given instanceof Arguments a ? a.get() : new Object[] {given}));
      }
      return all;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("expected a test class that can be made as JUnit makes it, found " + test.getName() + "; " + e, e);
    }
  }

  private static Object invoke(Class<?> test, String method) throws ReflectiveOperationException {
    var source = test.getDeclaredMethod(method);
    source.setAccessible(true);
    return source.invoke(null);
  }

  private static Object create(Class<?> type, Object... arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  /** The classes of the components of a kind that are on trial themselves. */
  public Set<Class<?>> subjects(Class<?> kind) {
    Set<Class<?>> types = new LinkedHashSet<>();
    contracts.stream().map(Contract::subject).filter(kind::isInstance).forEach(s -> types.add(s.getClass()));
    return types;
  }

  /** The classes of the components of a kind that are on trial themselves or are parts of what is: record components, at any depth. */
  public Set<Class<?>> parts(Class<?> kind) {
    Set<Class<?>> types = new LinkedHashSet<>();
    Set<Object> seen = new HashSet<>();
    contracts.forEach(c -> parts(c.subject(), kind, types, seen));
    return types;
  }

  private static void parts(Object of, Class<?> kind, Set<Class<?>> types, Set<Object> seen) {
    if (of instanceof List<?> list) {
      list.forEach(o -> parts(o, kind, types, seen));
    } else if (of instanceof Record && seen.add(of)) {
      if (kind.isInstance(of)) {
        types.add(of.getClass());
      }
      for (RecordComponent c : of.getClass().getRecordComponents()) {
        parts(value(of, c), kind, types, seen);
      }
    }
  }

  private static Object value(Object of, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("expected a record whose components can be read, found " + of.getClass().getName() + "; " + e, e);
    }
  }

  /** What a plugin registers of a kind. */
  public static Set<Class<?>> registered(Plugin plugin, Class<?> kind) {
    Set<Class<?>> types = new LinkedHashSet<>();
    plugin.register(new Catalogue() {
      @Override
      public <T> void register(Class<T> registered, String name, Class<? extends T> type, String example) {
        if (registered == kind) {
          types.add(type);
        }
      }

      @Override
      public <T> void preset(Class<T> registered, String name, String component, String body) {
        // A preset is made of components.
      }

      @Override
      public <T> void provide(Class<T> service, Class<? extends T> type) {
        // A service is no component.
      }
    });
    return types;
  }

  /**
   * The classes of a kind that stand in the same module as another class, inner ones and abstract ones aside.
   *
   * @param module any class of the module
   * @param except classes that no contract is for
   */
  public static Set<Class<?>> concrete(Class<?> module, Class<?> kind, Set<Class<?>> except) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> type : classes(module)) {
      boolean made = !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && type.getEnclosingClass() == null;
      if (made && kind.isAssignableFrom(type) && !except.contains(type)) {
        types.add(type);
      }
    }
    return types;
  }

  /** The classes of the module that a class stands in, by name. */
  public static List<Class<?>> classes(Class<?> module) {
    try {
      Path root = Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(root)) {
        return classes(root, module);
      }
      try (FileSystem jar = FileSystems.newFileSystem(root)) {
        return classes(jar.getPath("/"), module);
      }
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new IllegalArgumentException("expected a class from a folder or a jar, found " + module.getName() + "; " + e, e);
    }
  }

  private static List<Class<?>> classes(Path root, Class<?> module) throws IOException, ClassNotFoundException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class") && !f.toString().endsWith("-info.class")).sorted().toList()) {
        String name = root.relativize(file).toString().replaceAll("[/\\\\]", ".").replaceAll("\\.class$", "");
        found.add(Class.forName(name, false, module.getClassLoader()));
      }
    }
    return found;
  }

  /** Which law is declared not to apply, why, and by whom: a table in Markdown. */
  public String optOuts() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (Contract c : contracts) {
      c.optOuts().forEach((law, why) -> rows.computeIfAbsent(law + " | " + why, k -> new TreeSet<>()).add("`" + name(c) + "`"));
    }
    StringBuilder table = new StringBuilder("| law | declared | by |\n| --- | --- | --- |\n");
    rows.forEach((row, by) -> table.append("| ").append(row).append(" | ").append(String.join(", ", by)).append(" |\n"));
    return table.toString();
  }

  /** The argument of a parameterized class, the class of another. */
  private static String name(Contract c) {
    return c.getClass().isAnnotationPresent(MethodSource.class) ? c.toString() : c.getClass().getSimpleName();
  }
}
