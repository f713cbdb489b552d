package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK to measure on.
 *
 * @param home its folder
 * @param feature its feature version, ≥ 17
 */
public record Jdk(Path home, int feature) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** The one that runs this program. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** @throws RequestException if there is no JDK 17 or newer at {@code home} */
  public static Jdk at(Path home) {
    Jdk jdk = new Jdk(home, version(home.resolve("release")));
    boolean there = Files.isExecutable(jdk.java());
    if (jdk.feature < 17 || !there) {
      throw new RequestException("--jvm: expected the home of a JDK 17 or newer, found "
          + (there && jdk.feature > 0 ? "version " + jdk.feature : "none at " + home) + "; give the folder that has bin/java and release");
    }
    return jdk;
  }

  private static int version(Path release) {
    try {
      Matcher m = VERSION.matcher(Files.readString(release));
      return m.find() ? Integer.parseInt(m.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  Path java() {
    Path windows = home.resolve("bin/java.exe");
    return Files.exists(windows) ? windows : home.resolve("bin/java");
  }

  /** The flags for a process on this JDK: those given, but for two that only newer versions know. */
  List<String> flags(List<String> given) {
    List<String> flags = new ArrayList<>(given);
    flags.removeIf(f -> f.startsWith("--sun-misc-unsafe-memory-access") || f.startsWith("--enable-native-access"));
    if (feature >= 22) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    if (feature >= 23) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
