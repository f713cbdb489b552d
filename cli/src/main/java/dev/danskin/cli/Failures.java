package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.fetch.FetchException;
import dev.danskin.runtime.plugin.PluginException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Turns exceptions into one sentence and an exit status. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    return report(e, line.getErr(), parsed.originalArgs().contains("--verbose"));
  }

  static int report(Throwable e, PrintWriter err, boolean verbose) {
    if (verbose) {
      e.printStackTrace(err);
    }
    if (e instanceof RequestException request) {
      request.problems().forEach(p -> err.println("danskin: " + p));
      return 2;
    }
    if (e instanceof UncheckedIOException io) {
      return report(io.getCause(), err, false);
    }
    err.println("danskin: " + sentence(told(e)));
    return e instanceof IllegalArgumentException || e instanceof NoSuchFileException || e instanceof FileNotFoundException
        || e instanceof AccessDeniedException ? 2 : 1;
  }

  private static String told(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return e.getMessage() + ": expected a file, found nothing; check the path";
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": access denied; check its permissions";
    }
    if (e instanceof FetchException || e instanceof TrainingRun.Failed || e instanceof PluginException) {
      return e.getMessage();
    }
    if (e instanceof IOException) {
      return "reading or writing failed: " + e.getMessage() + "; what was journaled is kept, go on with --resume";
    }
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      return e.getMessage();
    }
    return "internal error: " + e + "; run with --verbose and report it";
  }

  /** On one line. */
  static String sentence(String message) {
    return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
