package dev.danskin.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Counts;
import dev.danskin.api.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events become meters where there is Micrometer, and nobody misses it where there is none. */
class MeteredEventsTest {
  @Test
  void eventsAreCountedTimedAndGauged() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    MeteredEvents events = new MeteredEvents(registry);
    events.accept(new Event.Started("evaluation", 100));
    events.accept(new Event.Progress("evaluation", 20, 100));
    events.accept(new Event.Passes("evaluation", new Counts(30, 10, 0, 0)));
    events.accept(new Event.Progress("evaluation", 84, 100));
    events.accept(new Event.Passes("evaluation", new Counts(5, 1, 7, 0)));
    events.accept(new Event.Progress("evaluation", 52, 100));
    assertThat(registry.get("danskin.progress").tag("what", "evaluation").gauge().value()).isEqualTo(0.84);
    events.accept(new Event.Progress("evaluation", 100, 100));
    events.accept(new Event.Ended("evaluation", 100, 100));
    assertThat(registry.get("danskin.done").tag("what", "evaluation").counter().count()).isEqualTo(80);
    assertThat(registry.get("danskin.passes").tag("kind", "forward").counter().count()).isEqualTo(35);
    assertThat(registry.get("danskin.passes").tag("kind", "backward").counter().count()).isEqualTo(11);
    assertThat(registry.get("danskin.passes").tag("kind", "decisions").counter().count()).isEqualTo(7);
    assertThat(registry.get("danskin.jobs").timer().count()).isEqualTo(1);
    assertThat(registry.get("danskin.progress").gauge().value()).isEqualTo(1);
    events.accept(new Event.Started("evaluation", 10));
    events.accept(new Event.Progress("evaluation", 0, 10));
    assertThat(registry.get("danskin.progress").gauge().value()).isZero();
    events.accept(new Event.Progress("evaluation", 10, 10));
    events.accept(new Event.Ended("evaluation", 10, 10));
    assertThat(registry.get("danskin.done").counter().count()).isEqualTo(90);
    assertThat(registry.get("danskin.jobs").timer().count()).isEqualTo(2);
  }

  /** All that is on the class path but Micrometer. */
  private static final class Without extends URLClassLoader {
    Without(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("io.micrometer.")) {
        throw new ClassNotFoundException(name + " is not here");
      }
      return super.findClass(name);
    }
  }

  @Test
  void withoutMicrometerEverythingElseLoads() throws Exception {
    String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator)) {
      urls.add(new File(entry).toURI().toURL());
    }
    List<String> names = classes(Path.of("target", "classes"));
    assertThat(names).hasSizeGreaterThan(60);
    try (Without loader = new Without(urls.toArray(URL[]::new))) {
      for (String name : names) {
        if (!name.startsWith("dev.danskin.runtime.metrics.")) {
          assertThat(Class.forName(name, true, loader).getDeclaredMethods()).as(name).isNotNull();
        }
      }
      assertThatThrownBy(() -> Class.forName(MeteredEvents.class.getName(), true, loader).getDeclaredConstructors())
          .isInstanceOf(NoClassDefFoundError.class).hasMessageContaining("io/micrometer");
    }
  }

  private static List<String> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(f -> folder.relativize(f).toString()).filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
          .map(f -> f.substring(0, f.length() - 6).replace(File.separatorChar, '.')).toList();
    }
  }
}
