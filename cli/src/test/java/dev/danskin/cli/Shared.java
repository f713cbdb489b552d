package dev.danskin.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data and networks that are not part of the project; tests that use them say so when they skip. */
final class Shared {
  private Shared() {}

  /** The folder {@code shared} beside the checkout, or the one that -Ddanskin.shared names. */
  static Path folder() {
    String named = System.getProperty("danskin.shared");
    Path found = named == null ? null : Path.of(named);
    for (Path p = Path.of("").toAbsolutePath(); found == null && p != null; p = p.getParent()) {
      Path candidate = p.resolve("shared");
      found = Files.exists(candidate.resolve("DESIGN.md")) ? candidate : null;
    }
    Assumptions.assumeTrue(found != null && Files.isDirectory(found),
        "skipped: needs reference networks and data, a folder shared beside the checkout or -Ddanskin.shared=FOLDER");
    return found;
  }

  static Path file(String path) {
    return folder().resolve(path);
  }
}
