package dev.danskin.solvers.portfolio;

import dev.danskin.api.Default;
import dev.danskin.api.Solver;

/**
 * One solver's part of a {@link Portfolio}.
 *
 * @param solver whose turn it is
 * @param values most values per instance in this part, for each of its variables; 0 for no limit
 * @param begin where it begins
 * @param again whether it begins again, at random places, whenever all its instances have ended before their allowance is spent
 * @param when for which instances
 */
public record Leg(Solver solver, @Default("0") double values, @Default("start") Begin begin, @Default("false") boolean again,
    @Default("always") When when) {
  /** Where a part of a portfolio begins. */
  public enum Begin {
    /** At the problem's start. */
    START,
    /** At the best point that the parts before have found. */
    BEST
  }

  /** For which instances a part of a portfolio is. */
  public enum When {
    /** For all. */
    ALWAYS,
    /** For those that ten values do not show to be no sum over coordinates: the others are left to the next part. */
    SEPARABLE
  }

  public Leg {
    if (!(values >= 0)) {
      throw new IllegalArgumentException("expected values ≥ 0 for each variable, found " + values);
    }
  }

  /** Once. */
  public Leg(Solver solver, double values, Begin begin) {
    this(solver, values, begin, false, When.ALWAYS);
  }

  /** Most values per instance of {@code dimension} variables. */
  long limit(int dimension) {
    return values == 0 ? Long.MAX_VALUE : (long) Math.max(1, Math.floor(values * dimension));
  }
}
