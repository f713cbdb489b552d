package dev.danskin.bench.suite;

import dev.danskin.api.Objective;
import dev.danskin.api.Problem;
import dev.danskin.api.Sense;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * One problem of {@link MoreWild}: Σ r_i(x)².
 *
 * @param function 1 to 22
 * @param instance which of the function's problems, from 1
 * @param dimension n
 * @param residualCount m
 * @param scale the start is 10^scale times the standard one
 * @param least the best known value
 */
public record MoreWildProblem(int function, int instance, int dimension, int residualCount, int scale, double least) implements TestProblem {
  @Override
  public String suite() {
    return "more-wild";
  }

  @Override
  public String name() {
    return MoreWild.name(function);
  }

  @Override
  public boolean gradients() {
    return false;
  }

  /** Where searches begin, [n]. */
  public double[] start() {
    double[] x = MoreWild.start(function, dimension);
    double factor = scale == 0 ? 1 : 10;
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
    return x;
  }

  /**
   * r(x), [m].
   *
   * @param x [n]
   * @throws IllegalArgumentException if x has another length
   */
  public double[] residuals(double[] x) {
    if (x.length != dimension) {
      throw new IllegalArgumentException("expected a point of " + dimension + " coordinates, found " + x.length);
    }
    return map().apply(x);
  }

  private UnaryOperator<double[]> map() {
    return MoreWild.residuals(function, dimension, residualCount);
  }

  /** Σ r_i(x)², as {@link #residuals}. */
  public double value(double[] x) {
    return Separable.squares(residuals(x));
  }

  /**
   * Always from the same start, over the whole space; the region of interest is as wide about each coordinate of the start as that is
   * large, at least 1. The objective has residuals; where they overflow it is undefined.
   */
  @Override
  public Problem problem(long seed, int trial) {
    double[] start = start();
    double[] low = new double[dimension];
    double[] high = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      double width = Math.max(1, Math.abs(start[i]));
      low[i] = start[i] - width;
      high[i] = start[i] + width;
    }
    RegionOfInterest region = new RegionOfInterest(Tensor.of(low, 1, dimension), Tensor.of(high, 1, dimension));
    long[] ids = {new Trial(this, seed, trial).id()};
    return new Problem(Objective.leastSquares(map()), Sense.MINIMISE, region, Tensor.of(start, 1, dimension), ids, Problem.Answer.BEST,
        true);
  }

  @Override
  public String toString() {
    return "more-wild " + function + " (" + name() + "), " + dimension + " variables, " + residualCount + " residuals, start times "
        + (scale == 0 ? 1 : 10);
  }
}
