package dev.danskin.runtime.metrics;

import dev.danskin.api.Counts;
import dev.danskin.api.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Events as meters. All have the tag {@code what}: {@code evaluation}, {@code training}, ….
 *
 * <ul>
 *   <li>{@code danskin.done}, counter: units of work done since the start, examples of an evaluation, steps of a training;
 *   <li>{@code danskin.progress}, gauge in [0, 1]: the share of the work that is done, of the last run that began;
 *   <li>{@code danskin.passes}, counter with the tag {@code kind}: {@code forward} and {@code backward} passes, {@code decisions};
 *   <li>{@code danskin.jobs}, timer: from the beginning of a run to its end.
 * </ul>
 *
 * <p>One listener serves one run at a time for each {@code what}; its methods may be called from any thread.
 */
public final class MeteredEvents implements Consumer<Event> {
  private final MeterRegistry registry;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  /** Meters go to {@code registry}, which stays the caller's. */
  public MeteredEvents(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts the event; those that say nothing of work or time are left out. */
  @Override
  public void accept(Event event) {
    if (event instanceof Event.Started e) {
      run(e.what()).begin();
    } else if (event instanceof Event.Progress e) {
      run(e.what()).reached(e.done(), e.total());
    } else if (event instanceof Event.Passes e) {
      passes(e.what(), e.spent());
    } else if (event instanceof Event.Ended e) {
      run(e.what()).end(e.done(), e.total());
    }
  }

  private Run run(String what) {
    return runs.computeIfAbsent(what, Run::new);
  }

  private void passes(String what, Counts spent) {
    count(what, "forward", spent.forward());
    count(what, "backward", spent.backward());
    count(what, "decisions", spent.decisions());
  }

  private void count(String what, String kind, long passes) {
    Counter.builder("danskin.passes").description("Passes that were spent on the model").tags(Tags.of("what", what, "kind", kind)).register(registry)
        .increment(passes);
  }

  /** What is known of the run of one kind. */
  private final class Run {
    private final Counter done;
    private final Timer time;
    private final AtomicLong reached = new AtomicLong(-1);
    private volatile double share;
    private volatile long begun = System.nanoTime();

    Run(String what) {
      Tags tags = Tags.of("what", what);
      done = Counter.builder("danskin.done").description("Units of work that were done").tags(tags).register(registry);
      time = Timer.builder("danskin.jobs").description("From the beginning of a run to its end").tags(tags).register(registry);
      io.micrometer.core.instrument.Gauge.builder("danskin.progress", this, r -> r.share).description("Share of the work that is done").tags(tags)
          .strongReference(true).register(registry);
    }

    void begin() {
      begun = System.nanoTime();
      reached.set(-1);
      share = 0;
    }

    /** What a resumed run finds done already, which its first event tells, was counted when it was done. */
    void reached(long units, long total) {
      long before = reached.getAndUpdate(old -> Math.max(old, units));
      if (before >= 0 && units > before) {
        done.increment(units - before);
      }
      share = total == 0 ? 1 : (double) Math.max(before, units) / total;
    }

    void end(long units, long total) {
      reached(units, total);
      time.record(System.nanoTime() - begun, java.util.concurrent.TimeUnit.NANOSECONDS);
    }
  }
}
