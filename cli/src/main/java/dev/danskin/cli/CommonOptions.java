package dev.danskin.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that most commands share. */
final class CommonOptions {
  @Option(names = "--backend", paramLabel = "NAME", description = "Arithmetic: jvm, nd4j or auto (default).")
  String backend;

  @Option(names = "--threads", paramLabel = "T", description = "Batches worked on at once; default: the processors.")
  Integer threads;

  @Option(names = "--batch", paramLabel = "B", description = "Most examples worked on together; default 128. No figure depends on it.")
  int batch = 128;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the results go.")
  Path out;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--verbose", description = "Log and stack traces.")
  boolean verbose;

  int threads() {
    int t = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (t < 1 || batch < 1) {
      throw new dev.danskin.runtime.config.RequestException("expected --threads and --batch of at least 1, found " + t + " and " + batch);
    }
    return t;
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
