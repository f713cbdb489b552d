package dev.danskin.bench.experiment;

/**
 * How many evaluations a trial may make: multiplier · (D + extra).
 *
 * @param multiplier ≥ 1
 * @param extra 0 where budgets are multiples of the dimension, 1 where they are multiples of what a gradient by differences costs
 */
public record Allowance(long multiplier, int extra) {
  private static final long MOST = 1_000_000_000_000L;

  public Allowance {
    if (multiplier < 1 || multiplier > MOST || extra < 0 || extra > 1) {
      throw new IllegalArgumentException("expected a multiplier from 1 to " + MOST + " of the dimension plus 0 or 1, found " + multiplier
          + " and " + extra);
    }
  }

  /** The unit of evaluations in dimension D. */
  public int unit(int dimension) {
    return dimension + extra;
  }

  /** Most evaluations in dimension D. */
  public long evaluations(int dimension) {
    return Math.multiplyExact(multiplier, unit(dimension));
  }

  /** What the unit is called. */
  public String unit() {
    return extra == 0 ? "D" : "(n + 1)";
  }
}
