package dev.danskin.cli;

import dev.danskin.api.Event;
import dev.danskin.runtime.job.EventLines;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Shows events: JSON lines on standard output, a progress bar on a terminal, or nothing. */
final class Listener implements Consumer<Event>, AutoCloseable {
  private static final int WIDTH = 30;
  private final EventLines lines;
  private final boolean bar;
  private final boolean notes;
  private long started = System.nanoTime();
  private boolean drawn;

  private Listener(EventLines lines, boolean bar, boolean notes) {
    this.lines = lines;
    this.bar = bar;
    this.notes = notes;
  }

  static Listener of(boolean json, boolean quiet) {
    boolean terminal = Boolean.getBoolean("danskin.terminal") && System.getenv("NO_COLOR") == null;
    EventLines lines = json ? new EventLines(Listener::written, InstantSource.system()) : null;
    return new Listener(lines, terminal && !quiet && !json, !quiet && !json);
  }

  private static void written(String line) {
    System.out.println(line);
    System.out.flush();
  }

  @Override
  public synchronized void accept(Event event) {
    if (lines != null) {
      lines.accept(event);
    } else if (event instanceof Event.Started) {
      started = System.nanoTime();
    } else if (bar && event instanceof Event.Progress p) {
      draw(p);
    } else if (notes && event instanceof Event.Note n) {
      close();
      System.err.println(n.message());
    }
  }

  /** A line of its own among the events, where they are JSON. */
  synchronized void line(String type, ObjectNode fields) {
    if (lines != null) {
      lines.line(type, fields);
    }
  }

  private void draw(Event.Progress p) {
    int full = p.total() == 0 ? WIDTH : (int) (WIDTH * p.done() / p.total());
    System.err.printf(Locale.ROOT, "\r[%s%s] %d/%d %s, %.1f s ", "#".repeat(full), " ".repeat(WIDTH - full), p.done(),
        p.total(), unit(p.what()), (System.nanoTime() - started) * 1e-9);
    System.err.flush();
    drawn = true;
  }

  private static String unit(String what) {
    return switch (what) {
      case "training" -> "steps";
      case "fetching" -> "bytes";
      case "attacks", "trials" -> what;
      default -> "examples";
    };
  }

  @Override
  public void close() {
    if (drawn) {
      System.err.print("\r" + " ".repeat(WIDTH + 40) + "\r");
      System.err.flush();
    }
  }
}
