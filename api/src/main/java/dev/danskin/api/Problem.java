package dev.danskin.api;

import dev.danskin.api.set.Everywhere;
import dev.danskin.api.tensor.Tensor;

/**
 * n independent instances: optimise the objective over the feasible sets from the start.
 *
 * @param start [n, …]; need not be feasible
 * @param sense whether values should be small or large
 * @param ids [n], each instance's id, on which its random numbers depend
 * @param answer which of the points seen is the solution
 * @param partial whether the objective may be undefined (NaN, or infinitely bad) at some points, which solvers that
 *     {@link Solver#copes cope} then go round; if not, such a value ends its instance
 */
public record Problem(Objective objective, Sense sense, FeasibleSet feasible, Tensor start, long[] ids, Answer answer, boolean partial) {
  public Problem {
    if (ids.length != start.rows()) {
      throw new IllegalArgumentException("expected one id for each of " + start.rows() + " instances, found " + ids.length);
    }
  }

  /** A problem whose objective is defined everywhere. */
  public Problem(Objective objective, Sense sense, FeasibleSet feasible, Tensor start, long[] ids, Answer answer) {
    this(objective, sense, feasible, start, ids, answer, false);
  }

  /** Which point solves an instance. */
  public enum Answer {
    /** The first at which the criterion holds, else the one of best value; an instance stops when it is reached. */
    BEST,
    /** The last evaluated one; instances run to the end. */
    LAST
  }

  /** Minimises an unconstrained, perhaps partial function from {@code start}; a stochastic one keeps its last point. */
  public static Problem minimise(Objective objective, Tensor start) {
    long[] ids = new long[start.rows()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return new Problem(objective, Sense.MINIMISE, new Everywhere(), start, ids,
        objective.deterministic() ? Answer.BEST : Answer.LAST, true);
  }

  /** Minimises over θ. */
  public static Problem minimise(Objective objective, Parameters parameters) {
    return minimise(objective, parameters.theta());
  }

  /** The same problem over other sets. */
  public Problem over(FeasibleSet set) {
    return new Problem(objective, sense, set, start, ids, answer, partial);
  }
}
