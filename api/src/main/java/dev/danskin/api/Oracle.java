package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * A problem as a solver sees it: always a minimisation, counted, budgeted, guarded against values that are not finite.
 * An instance is open until it is reached, spent, stopped or broken; points of closed instances are neither evaluated
 * nor charged (value +∞, gradient 0).
 */
public interface Oracle {
  long[] ids();

  Tensor start();

  FeasibleSet feasible();

  Evaluation at(Points points, Order order, long draw);

  /** The indices of the points whose instances are still open. */
  int[] open(int[] instance);
}
