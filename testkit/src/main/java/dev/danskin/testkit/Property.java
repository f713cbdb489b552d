package dev.danskin.testkit;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Checks a law on random cases. A failure names the seed of its case; {@code -Ddanskin.property.seed=…} repeats it alone.
 */
public final class Property {
  private static final String SEED = "danskin.property.seed";

  private Property() {}

  /** A law, to be checked on the case that the random numbers describe. */
  @FunctionalInterface
  public interface Law {
    /** Throws an {@link AssertionError} where the law is broken. */
    void check(Random random);
  }

  /**
   * Checks {@code cases} cases, or the one that the system property names.
   *
   * @throws AssertionError naming the seed of the first case that breaks the law
   */
  public static void check(int cases, Law law) {
    String only = System.getProperty(SEED);
    if (only != null) {
      one(Long.parseLong(only), law);
      return;
    }
    SplittableRandom seeds = new SplittableRandom(20_260_101);
    for (int i = 0; i < cases; i++) {
      one(seeds.nextLong(), law);
    }
  }

  private static void one(long seed, Law law) {
    try {
      law.check(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("the case of seed " + seed + " breaks the law (repeat it alone with -D" + SEED + "=" + seed + "): "
          + e.getMessage(), e);
    }
  }
}
