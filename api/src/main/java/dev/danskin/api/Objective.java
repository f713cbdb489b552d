package dev.danskin.api;

/** A function of points, with gradients if asked for. Confined to one thread while a solver runs. */
@FunctionalInterface
public interface Objective {
  /**
   * The objective at m points, instance by instance.
   *
   * @param draw selects the random numbers, and for a stochastic objective the batch, of this evaluation; ≥ 0
   * @return with a gradient if {@code order} asks for one, otherwise null there
   */
  Evaluation at(Points points, Order order, long draw);

  /** Whether equal points always have equal values. The best point seen means something only then. */
  default boolean deterministic() {
    return true;
  }

  /** How many passes of the model the value at one point costs, and as many backward ones its gradient; ≥ 1. */
  default int passes() {
    return 1;
  }
}
