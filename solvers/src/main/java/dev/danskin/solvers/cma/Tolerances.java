package dev.danskin.solvers.cma;

import dev.danskin.api.Default;

/**
 * When a run of CMA-ES has nothing more to find: any of these ends it. Names and values are pycma's.
 *
 * @param tolfun all values of a generation and the best of the last 10 + ⌈30N/λ⌉ generations within this, ≥ 0
 * @param tolfunhist the best of those generations within this
 * @param tolx every standard deviation, and σ p_c, below this
 * @param tolfacupx the largest standard deviation grown by this factor: the first σ was far too small
 * @param tolupsigma σ grown by this factor beyond the longest axis
 * @param condition largest condition number of C
 * @param tolflatfitness most generations in a row whose better half is flat
 */
public record Tolerances(@Default("1e-11") double tolfun, @Default("1e-12") double tolfunhist, @Default("1e-11") double tolx,
    @Default("1e3") double tolfacupx, @Default("1e20") double tolupsigma, @Default("1e14") double condition, @Default("1") int tolflatfitness) {
  public Tolerances {
    if (!(tolfun >= 0 && tolfunhist >= 0 && tolx >= 0)) {
      throw new IllegalArgumentException("expected tolfun, tolfunhist and tolx ≥ 0, found " + tolfun + ", " + tolfunhist + " and " + tolx);
    }
    if (!(tolfacupx > 1 && tolupsigma > 1 && condition > 1)) {
      throw new IllegalArgumentException(
          "expected tolfacupx, tolupsigma and condition above 1, found " + tolfacupx + ", " + tolupsigma + " and " + condition);
    }
    if (tolflatfitness < 1) {
      throw new IllegalArgumentException("expected tolflatfitness of at least 1, found " + tolflatfitness);
    }
  }

  /** The defaults. */
  public Tolerances() {
    this(1e-11, 1e-12, 1e-11, 1e3, 1e20, 1e14, 1);
  }
}
