package dev.danskin.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the libraries say beside events, each on one line of standard error: with {@code --verbose} all of it, otherwise warnings.
 * Libraries speak through {@link System.Logger}, under the names of their packages; the command line lets the platform's logging show it.
 */
final class Log extends Handler {
  /** Kept, since the platform forgets loggers that nobody holds. */
  private static final Logger DANSKIN = Logger.getLogger("dev.danskin");

  private Log() {
    setLevel(Level.ALL);
  }

  /** From now on. */
  static void show(boolean verbose) {
    for (Handler handler : DANSKIN.getHandlers()) {
      DANSKIN.removeHandler(handler);
    }
    DANSKIN.setUseParentHandlers(false);
    DANSKIN.setLevel(verbose ? Level.FINE : Level.WARNING);
    DANSKIN.addHandler(new Log());
  }

  @Override
  public void publish(LogRecord entry) {
    boolean warning = entry.getLevel().intValue() >= Level.WARNING.intValue();
    String said = entry.getParameters() == null ? entry.getMessage() : MessageFormat.format(entry.getMessage(), entry.getParameters());
    String level = entry.getLevel().getName().toLowerCase(Locale.ROOT);
    System.err.println("danskin: " + (warning ? "warning: " : level + " " + entry.getLoggerName() + ": ") + Failures.sentence(said) + (entry.getThrown() == null ? "" : " (" + entry.getThrown() + ")"));
  }

  @Override
  public void flush() {
    System.err.flush();
  }

  @Override
  public void close() {
    // Standard error stays open.
  }
}
