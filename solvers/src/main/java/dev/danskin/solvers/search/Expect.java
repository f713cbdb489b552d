package dev.danskin.solvers.search;

/** What the settings of a search have to be; each in one sentence. */
final class Expect {
  private Expect() {}

  static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException("expected " + name + " of at least " + least + ", found " + value);
    }
  }

  /** Finite and above 0. */
  static void positive(String name, double value) {
    within(name, value, Double.MIN_VALUE, Double.MAX_VALUE, "a finite " + name + " > 0");
  }

  /** Finite and not below 0. */
  static void notNegative(String name, double value) {
    within(name, value, 0, Double.MAX_VALUE, "a finite " + name + " ≥ 0");
  }

  /** In [low, high]. */
  static void between(String name, double value, double low, double high) {
    within(name, value, low, high, name + " in [" + low + ", " + high + "]");
  }

  private static void within(String name, double value, double low, double high, String expected) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException("expected " + expected + ", found " + value + "; set another " + name);
    }
  }
}
