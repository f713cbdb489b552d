package dev.danskin.testkit;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Random;

/**
 * The random numbers of one case of a law. Sizes that are asked for by {@link #size} and magnitudes that are asked for by
 * {@link #magnitude} and {@link #nextGaussian} shrink by halves when a failure is made smaller; all else is as in {@link Random}.
 */
public final class Case extends Random {
  private static final long serialVersionUID = 1;
  // Transient: cases are named, not stored.
  private final transient long seed;
  private final transient int sizes;
  private final transient int values;
  private transient boolean sizesLeft;
  private transient boolean valuesLeft;

  /**
   * A case.
   *
   * @param sizes how often the range of sizes is halved, ≥ 0
   * @param values how often magnitudes are halved, ≥ 0
   */
  public Case(long seed, int sizes, int values) {
    super(seed);
    this.seed = seed;
    this.sizes = sizes;
    this.values = values;
  }

  /** The case that {@link #toString} named: {@code SEED}, or {@code SEED:SIZES:VALUES} of a case made smaller. */
  static Case named(String name) {
    try {
      String[] parts = name.split(":");
      return new Case(Long.parseLong(parts[0]), parts.length < 2 ? 0 : Integer.parseInt(parts[1]),
          parts.length < 3 ? 0 : Integer.parseInt(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a case SEED or SEED:SIZES:VALUES, such as 42:2:0, found '" + name + "'", e);
    }
  }

  /** A size from {@code least} to {@code most}, the range halved as often as the case is shrunk; uniform. */
  public int size(int least, int most) {
    int range = (most - least) >> Math.min(sizes, 31);
    sizesLeft |= range > 0;
    return least + nextInt(range + 1);
  }

  /** The given magnitude, halved as often as the case is shrunk. */
  public double magnitude(double full) {
    valuesLeft = true;
    return Math.scalb(full, -values);
  }

  /** Standard normal, halved as often as the case is shrunk. */
  @Override
  public double nextGaussian() {
    return magnitude(super.nextGaussian());
  }

  /** {@link Tensors#normal} in binary64. */
  public Tensor normal(int... extents) {
    return Tensors.normal(this, DType.FLOAT64, extents);
  }

  /** Whether a smaller case is another one: a size or magnitude was asked for that can be halved. */
  boolean canShrink(boolean inSize) {
    return inSize ? sizesLeft : valuesLeft;
  }

  Case smaller(int moreSizes, int moreValues) {
    return new Case(seed, sizes + moreSizes, values + moreValues);
  }

  Case again() {
    return smaller(0, 0);
  }

  /** The case of another seed at the same size. */
  Case other(long otherSeed) {
    return new Case(otherSeed, sizes, values);
  }

  long seed() {
    return seed;
  }

  boolean shrunk() {
    return sizes > 0 || values > 0;
  }

  /** How it was made smaller, for people. */
  String level() {
    return shrunk() ? "shrunk: sizes halved " + sizes + " times, values " + values + " times" : "at full size";
  }

  /** What {@code -Ddanskin.property.seed} takes. */
  @Override
  public String toString() {
    return shrunk() ? seed + ":" + sizes + ":" + values : Long.toString(seed);
  }
}
