package dev.danskin.runtime.plugin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a plugin prints goes to the log, line by line, until it is too much; standard output stays the host's. */
final class LoggedOutput extends OutputStream {
  private static final int MOST_LINES = 1000;
  private static final int LONGEST = 300;
  private final System.Logger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int lines;

  /** @param plugin its name in the log */
  LoggedOutput(String plugin) {
    log = System.getLogger("dev.danskin.plugin." + plugin);
  }

  @Override
  public synchronized void write(int b) {
    if (lines >= MOST_LINES) {
      return;
    }
    if (b == '\n') {
      log.log(System.Logger.Level.INFO, line.toString(StandardCharsets.UTF_8).stripTrailing());
      line.reset();
      if (++lines == MOST_LINES) {
        log.log(System.Logger.Level.WARNING, "printed more than " + MOST_LINES + " lines; the rest is left out");
      }
    } else if (line.size() < LONGEST) {
      line.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length && lines < MOST_LINES; i++) {
      write(bytes[i]);
    }
  }
}
