package dev.danskin.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a measurement was made.
 *
 * @param processor its model; the architecture where the system does not say
 * @param processors logical ones that the JVM may use
 * @param caches of the first core, {@code L1 data 48K}; empty where the system does not say
 * @param os name, version, architecture
 */
public record Machine(String processor, int processors, List<String> caches, String os) {
  /** This machine. */
  public static Machine here() {
    return of(Path.of("/"));
  }

  /** As the files under {@code root} describe it. */
  static Machine of(Path root) {
    return new Machine(processor(root.resolve("proc/cpuinfo")), Runtime.getRuntime().availableProcessors(),
        caches(root.resolve("sys/devices/system/cpu/cpu0/cache")),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
  }

  private static String processor(Path cpuinfo) {
    return text(cpuinfo).lines().filter(l -> l.startsWith("model name")).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static List<String> caches(Path folder) {
    List<String> caches = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> each = Files.list(folder)) {
        each.filter(c -> c.getFileName().toString().startsWith("index")).sorted().forEach(c -> caches.add("L" + text(c.resolve("level")) + " "
            + text(c.resolve("type")).toLowerCase(Locale.ROOT) + " " + text(c.resolve("size"))));
      } catch (IOException e) {
        return List.of();
      }
    }
    return caches;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
