package dev.danskin.api;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A function of points, with gradients if asked for. Confined to one thread while a solver runs. */
@FunctionalInterface
public interface Objective {
  /**
   * The objective at m points, instance by instance.
   *
   * @param draw selects the random numbers, and for a stochastic objective the batch, of this evaluation; ≥ 0
   * @return with a gradient, or residuals, if {@code order} asks for them, otherwise null there
   */
  Evaluation at(Points points, Order order, long draw);

  /**
   * A function of plain arrays, without gradients.
   *
   * @param f of an instance's elements, [D], which it may overwrite
   */
  static Objective of(ToDoubleFunction<double[]> f) {
    return of(f, Workers.sequential());
  }

  /**
   * As {@link #of(ToDoubleFunction)}, the points of one asking evaluated by {@code workers}; how many at once changes no result.
   *
   * @param f thread-safe where the workers are several
   */
  static Objective of(ToDoubleFunction<double[]> f, Workers workers) {
    return new PlainFunction(f, null, workers);
  }

  /**
   * A function of plain arrays with its gradient.
   *
   * @param gradient the gradient at an instance's elements, [D]
   */
  static Objective of(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
    return new PlainFunction(f, gradient, Workers.sequential());
  }

  /**
   * A sum of squares, Σ r(z)².
   *
   * @param residuals r at an instance's elements, [D], always as many
   */
  static Objective leastSquares(UnaryOperator<double[]> residuals) {
    return new SumOfSquares(residuals);
  }

  /** Whether equal points always have equal values. The best point seen means something only then. */
  default boolean deterministic() {
    return true;
  }

  /** How many passes of the model the value at one point costs, and as many backward ones its gradient; ≥ 1. */
  default int passes() {
    return 1;
  }
}
