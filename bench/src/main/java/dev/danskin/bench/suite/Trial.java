package dev.danskin.bench.suite;

import dev.danskin.api.Draws;
import dev.danskin.api.Objective;
import dev.danskin.api.Philox;
import dev.danskin.api.Problem;
import dev.danskin.api.Sense;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;

/**
 * One repetition of a test problem.
 *
 * @param of which problem
 * @param seed of the experiment
 * @param trial from 0
 */
record Trial(TestProblem of, long seed, int trial) {
  Trial {
    if (trial < 0) {
      throw new IllegalArgumentException("expected a trial of at least 0, found " + trial);
    }
  }

  /** The instance's id: another one for each function, instance and trial. */
  long id() {
    return (of.function() * 1_000_000L + of.instance()) * 1_000_000L + trial;
  }

  /** The component path of this repetition's random numbers. */
  String path() {
    return of.suite() + ".f" + of.function() + ".i" + of.instance() + ".d" + of.dimension() + ".t" + trial;
  }

  private Draws draws() {
    return Philox.of(seed, path());
  }

  /** A minimisation over the whole space, begun uniformly in [−r, r]^D. */
  Problem fromRegion(Objective objective, double r) {
    long[] ids = {id()};
    Tensor zero = Tensor.zeros(DType.FLOAT64, 1, of.dimension());
    RegionOfInterest region = new RegionOfInterest(zero.like().fill(-r), zero.like().fill(r));
    Tensor start = region.sample(draws(), ids, 0, zero);
    return new Problem(objective, Sense.MINIMISE, region, start, ids, Problem.Answer.BEST, true);
  }
}
