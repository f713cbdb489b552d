package dev.danskin.bench.suite;

import dev.danskin.api.Objective;
import dev.danskin.api.Problem;
import java.util.function.ToDoubleFunction;

/** One function of {@link Bbob}, an instance of it, in one dimension. Immutable: threads may share it. */
public final class BbobFunction implements TestProblem {
  private static final double REGION = 4;

  private final int function;
  private final String name;
  private final int instance;
  private final double base;
  private final double least;
  private final Landscape landscape;

  BbobFunction(int function, String name, BbobInstance of, Landscape landscape) {
    this.function = function;
    this.name = name;
    this.instance = of.instance();
    this.landscape = landscape;
    base = of.least();
    least = evaluator().applyAsDouble(landscape.optimum());
  }

  @Override
  public String suite() {
    return "bbob";
  }

  @Override
  public int function() {
    return function;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int instance() {
    return instance;
  }

  @Override
  public int dimension() {
    return landscape.optimum().length;
  }

  /** f_opt: the value at the optimum, which is the drawn number but for the last bits that Schwefel's function has above 0 there. */
  @Override
  public double least() {
    return least;
  }

  @Override
  public boolean gradients() {
    return false;
  }

  /** Where the value is least, [D]; a copy. */
  public double[] optimum() {
    return landscape.optimum().clone();
  }

  /**
   * The value at a point, NaN where a coordinate is; points outside the region of interest have values, too.
   *
   * @param x [D]
   * @throws IllegalArgumentException if x has another length
   */
  public double value(double[] x) {
    if (x.length != dimension()) {
      throw new IllegalArgumentException("expected a point of " + dimension() + " coordinates, found " + x.length);
    }
    return evaluator().applyAsDouble(x);
  }

  /** The function with arrays of its own, so of one thread and without allocation. */
  ToDoubleFunction<double[]> evaluator() {
    double[] y = new double[dimension()];
    double[] z = new double[dimension()];
    return x -> {
      for (double v : x) {
        if (Double.isNaN(v)) {
          return Double.NaN;
        }
      }
      return landscape.height().at(x, y, z) + base;
    };
  }

  /** Searches begin uniformly in [−4, 4]^D, as in the experiments of 2009; nothing is infeasible. */
  @Override
  public Problem problem(long seed, int trial) {
    Objective objective = Objective.of(evaluator());
    return new Trial(this, seed, trial).fromRegion(objective, REGION);
  }

  @Override
  public String toString() {
    return "bbob f" + function + " (" + name + "), instance " + instance + ", " + dimension() + " dimensions";
  }
}
