package dev.danskin.cli;

import dev.danskin.api.Event;
import dev.danskin.runtime.config.Trees;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Shows events: JSON lines on standard output, a progress bar on a terminal, or nothing. */
final class Listener implements Consumer<Event>, AutoCloseable {
  private static final int WIDTH = 30;
  private final boolean json;
  private final boolean bar;
  private final boolean notes;
  private final long started = System.nanoTime();
  private boolean drawn;

  private Listener(boolean json, boolean bar, boolean notes) {
    this.json = json;
    this.bar = bar;
    this.notes = notes;
  }

  static Listener of(boolean json, boolean quiet) {
    boolean terminal = Boolean.getBoolean("danskin.terminal") && System.getenv("NO_COLOR") == null;
    return new Listener(json, terminal && !quiet && !json, !quiet && !json);
  }

  @Override
  public synchronized void accept(Event event) {
    if (json) {
      line(event, System.out);
    } else if (bar && event instanceof Event.Progress p) {
      draw(p);
    } else if (notes && event instanceof Event.Note n) {
      close();
      System.err.println(n.message());
    }
  }

  private static void line(Event event, PrintStream out) {
    ObjectNode o = Trees.object();
    o.put("event", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (event instanceof Event.Started e) {
      o.put("what", e.what()).put("total", e.total());
    } else if (event instanceof Event.Progress e) {
      o.put("what", e.what()).put("done", e.done()).put("total", e.total());
    } else if (event instanceof Event.Ended e) {
      o.put("what", e.what()).put("done", e.done()).put("total", e.total());
    } else if (event instanceof Event.Step e) {
      o.put("what", e.what()).put("step", e.step()).put("value", e.value());
    } else if (event instanceof Event.Note e) {
      o.put("message", e.message());
    }
    out.println(o);
    out.flush();
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
