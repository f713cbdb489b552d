package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.config.Numbers;
import java.util.List;
import java.util.Locale;

/** One sentence for those who read no further: the figure, its interval, and how far it can be trusted. */
record Verdict(Figures figures) {
  /** So many rungs make a ladder. */
  private static final int RUNGS = 4;

  String sentence() {
    Figures.WorstCase worst = figures.headline();
    int n = figures.examples();
    Interval i = Interval.of(worst.robust(), n);
    return String.format(Locale.ROOT, "At most %.1f %% (95 %% interval %.1f–%.1f) of %d examples are robust at ε = %s in %s; %s",
        100.0 * worst.robust() / n, 100 * i.low(), 100 * i.high(), n, Numbers.shown(worst.eps()), worst.threat(), trust());
  }

  private String trust() {
    List<String> flags = figures.flags().stream().map(Figures.Flag::id).toList();
    if (!flags.isEmpty()) {
      return "do not quote it before " + (flags.size() == 1 ? "this flag is" : "these flags are") + " cleared: " + String.join(", ", flags) + ".";
    }
    int rungs = figures.ladder().size();
    return rungs >= RUNGS ? "nothing was flagged and all " + rungs + " rungs of the sanity ladder hold."
        : "nothing was flagged, but the sanity ladder was not climbed (--referee).";
  }
}
