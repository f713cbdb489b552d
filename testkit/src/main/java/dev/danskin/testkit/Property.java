package dev.danskin.testkit;

import java.util.SplittableRandom;
import org.opentest4j.TestAbortedException;

/**
 * Checks a law on random cases. After a failure smaller cases are tried, sizes halved first and values then; the message names the
 * smallest that fails, and {@code -Ddanskin.property.seed=…} repeats exactly that case, alone.
 */
public final class Property {
  private static final String SEED = "danskin.property.seed";
  private static final int DEEPEST = 12;
  /** Seeds tried at each smaller size. */
  private static final int TRIES = 12;

  private Property() {}

  /** A law, to be checked on the case that the random numbers describe. */
  @FunctionalInterface
  public interface Law {
    /** Throws an {@link AssertionError} where the law is broken. */
    void check(Case random);
  }

  /**
   * Checks {@code cases} cases, or the one that the system property names.
   *
   * @throws AssertionError naming the smallest case found that breaks the law
   */
  public static void check(int cases, Law law) {
    String only = System.getProperty(SEED);
    if (only != null) {
      one(Case.named(only), law);
      return;
    }
    SplittableRandom seeds = new SplittableRandom(20_260_101);
    for (int i = 0; i < cases; i++) {
      one(new Case(seeds.nextLong(), 0, 0), law);
    }
  }

  private static void one(Case c, Law law) {
    Throwable failure = failure(c, law);
    if (failure == null) {
      return;
    }
    Case smallest = System.getProperty(SEED) == null ? descend(descend(c, true, law), false, law) : c;
    Throwable cause = smallest == c ? failure : failure(smallest.again(), law);
    String why = cause == null ? "not every time, so the law or the component is not deterministic" : cause.getMessage();
    throw new AssertionError("the case of seed " + smallest.seed() + " (" + smallest.level() + ") breaks the law (repeat it alone with -D"
        + SEED + "=" + smallest + "): " + why, cause);
  }

  /** What the law says of a case, null if it holds. */
  private static Throwable failure(Case c, Law law) {
    try {
      law.check(c);
      return null;
    } catch (TestAbortedException e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  /** Halves sizes, or values, as long as a case fails; {@code failing} has been checked. */
  private static Case descend(Case failing, boolean inSize, Law law) {
    Case smallest = failing;
    for (int level = 0; level < DEEPEST && smallest.canShrink(inSize); level++) {
      Case next = failing(smallest.smaller(inSize ? 1 : 0, inSize ? 0 : 1), law);
      if (next == null) {
        return smallest;
      }
      smallest = next;
    }
    return smallest;
  }

  /** A case of that size that fails, of the same seed if possible; null if none of those tried does. */
  private static Case failing(Case c, Law law) {
    SplittableRandom seeds = new SplittableRandom(c.seed());
    Case tried = c;
    for (int i = 0; i < TRIES; i++) {
      if (failure(tried, law) != null) {
        return tried;
      }
      tried = c.other(seeds.nextLong());
    }
    return null;
  }
}
