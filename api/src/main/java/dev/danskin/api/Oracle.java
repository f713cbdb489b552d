package dev.danskin.api;

/**
 * A problem as a solver sees it: always a minimisation, counted, budgeted, guarded against values that are not finite.
 * An instance is open until it is reached, spent, stopped or broken; points of closed instances are neither evaluated
 * nor charged (value +∞, gradient 0).
 */
public interface Oracle extends Instances {
  /**
   * Evaluates the points of open instances and charges each instance for its points.
   *
   * @param draw selects the random numbers of a stochastic objective, usually the number of the step
   * @return values to be made small, whatever the problem's sense; gradients of the same sign
   */
  Evaluation at(Points points, Order order, long draw);

  /** The indices of the points whose instances are still open: j with instance[j] open, ascending. */
  int[] open(int[] instance);
}
