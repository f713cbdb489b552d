package dev.danskin.bench.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reference values that are not part of the project; tests that use them say so when they skip. */
final class Shared {
  private Shared() {}

  /** A file of the folder {@code shared} beside the checkout, or of the one that -Ddanskin.shared names. */
  static Path file(String path) {
    String named = System.getProperty("danskin.shared");
    Path found = named == null ? null : Path.of(named);
    for (Path p = Path.of("").toAbsolutePath(); found == null && p != null; p = p.getParent()) {
      Path candidate = p.resolve("shared");
      found = Files.exists(candidate.resolve("DESIGN.md")) ? candidate : null;
    }
    Assumptions.assumeTrue(found != null && Files.isRegularFile(found.resolve(path)),
        () -> "skipped: needs the reference values " + path + ", a folder shared beside the checkout or -Ddanskin.shared=FOLDER");
    return found.resolve(path);
  }
}
