package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that most commands share. */
final class CommonOptions {
  @Option(names = "--backend", paramLabel = "NAME", description = "Arithmetic: jvm, nd4j or auto (default).")
  String backend;

  @Option(names = "--threads", paramLabel = "T", description = "Pieces of work done at once; default: the processors. No figure depends on it.")
  Integer threads;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the results go.")
  Path out;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--verbose", description = "Log and stack traces.")
  boolean verbose;

  int threads() {
    int t = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return atLeastOne("--threads", t);
  }

  static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new RequestException(option + ": expected at least 1, found " + value);
    }
    return value;
  }

  /** The folder asked for, or a fresh one named after the command and the time. */
  Path folder(String what) {
    if (out != null) {
      return out;
    }
    String time = java.time.LocalDateTime.now().format(java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of("danskin-runs", what + "-" + time);
  }
}
