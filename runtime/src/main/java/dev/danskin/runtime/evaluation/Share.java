package dev.danskin.runtime.evaluation;

import java.util.Locale;

/** {@code hits} of {@code of} examples, 0 ≤ hits ≤ of. */
public record Share(int hits, int of) {
  /** hits / of; NaN of no examples. */
  public double value() {
    return (double) hits / of;
  }

  /** The 95 % interval of Clopper and Pearson; [0, 1] of no examples. */
  public Interval interval() {
    return of == 0 ? new Interval(0, 1) : Interval.of(hits, of);
  }

  @Override
  public String toString() {
    return of == 0 ? "of no examples"
        : String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100 * value(), 100 * interval().low(), 100 * interval().high());
  }
}
