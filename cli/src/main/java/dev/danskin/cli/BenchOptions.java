package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** What benchmarks have in common. */
final class BenchOptions {
  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--verbose", description = "Stack traces.")
  boolean verbose;

  void tell(String line) {
    if (!quiet) {
      System.err.println(line);
    }
  }

  static Pattern only(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new RequestException("--only: expected a regular expression, found '" + expression + "': " + e.getDescription());
    }
  }

  static Path folder(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RequestException(folder + ": expected a folder, found a file; give another --out");
    }
    return Files.createDirectories(folder);
  }
}
