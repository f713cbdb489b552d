package dev.danskin.runtime.job;

import dev.danskin.api.Counts;
import dev.danskin.api.Event;
import dev.danskin.runtime.config.Trees;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON, one object on each line: {@code type}, {@code seq} (from 0, without gaps), {@code time} (UTC, ISO 8601), then
 * the fields of the type, which docs/events.md lists.
 */
public final class EventLines implements Consumer<Event> {
  private final Consumer<String> sink;
  private final InstantSource clock;
  private long next;

  /**
   * Lines from 0 on.
   *
   * @param sink takes each line, without a line end; called by one thread at a time
   * @param clock what time it is
   */
  public EventLines(Consumer<String> sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** Writes the event; points of an outer minimisation are too large for a line and are left out. */
  @Override
  public void accept(Event event) {
    ObjectNode o = Trees.object();
    if (event instanceof Event.Started e) {
      line("started", o.put("what", e.what()).put("total", e.total()));
    } else if (event instanceof Event.Progress e) {
      line("progress", o.put("what", e.what()).put("done", e.done()).put("total", e.total()));
    } else if (event instanceof Event.Ended e) {
      line("ended", o.put("what", e.what()).put("done", e.done()).put("total", e.total()));
    } else if (event instanceof Event.Passes e) {
      Counts c = e.spent();
      line("passes", o.put("what", e.what()).put("forward", c.forward()).put("backward", c.backward()).put("decisions", c.decisions()));
    } else if (event instanceof Event.Step e) {
      o.put("what", e.what()).put("step", e.step());
      line("step", Double.isFinite(e.value()) ? o.put("value", e.value()) : o.putNull("value"));
    } else if (event instanceof Event.Note e) {
      line("note", o.put("message", e.message()));
    }
  }

  /**
   * Writes a line of another type.
   *
   * @param fields beside type, seq and time
   */
  public synchronized void line(String type, ObjectNode fields) {
    ObjectNode o = Trees.object();
    o.put("type", type).put("seq", next++).put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    o.setAll(fields);
    sink.accept(o.toString());
  }
}
