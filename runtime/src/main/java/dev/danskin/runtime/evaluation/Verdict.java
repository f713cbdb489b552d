package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.config.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One sentence for those who read no further: the figure, its interval, and how far it can be trusted. */
record Verdict(Figures figures) {
  /** So many rungs make a ladder. */
  private static final int RUNGS = 4;
  /** Flags that say what a figure means, not that it is in doubt. */
  private static final Set<String> NOTES = Set.of("few-classes", "out-of-budget");

  String sentence() {
    Figures.WorstCase worst = figures.headline();
    int n = figures.examples();
    Interval i = Interval.of(worst.robust(), n);
    return String.format(Locale.ROOT, "At most %.1f %% (95 %% interval %.1f–%.1f) of %d examples are robust at ε = %s in %s%s; %s",
        100.0 * worst.robust() / n, 100 * i.low(), 100 * i.high(), n, Numbers.shown(worst.eps()), worst.threat(),
        figures.flags().stream().anyMatch(f -> f.id().equals("out-of-budget")) ? " within the budget" : "", trust());
  }

  private String trust() {
    List<String> flags = figures.flags().stream().map(Figures.Flag::id).filter(id -> !NOTES.contains(id)).toList();
    if (!flags.isEmpty()) {
      return "do not quote it before " + (flags.size() == 1 ? "this flag is" : "these flags are") + " cleared: " + String.join(", ", flags) + ".";
    }
    int rungs = figures.ladder().size();
    return rungs >= RUNGS ? "nothing speaks against it and all " + rungs + " rungs of the sanity ladder hold."
        : "nothing speaks against it, but the sanity ladder was not climbed (--referee).";
  }
}
