package dev.danskin.solvers.smooth;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** The objective of one instance on plain arrays; every point is counted by the oracle. Throws {@link Closed} once the instance is. */
final class CountedFunction {
  private final Oracle oracle;
  private final int[] instance;
  private final Tensor start;
  private final Shape shape;
  private long draw;

  CountedFunction(Oracle oracle, int instance) {
    this.oracle = oracle;
    this.instance = new int[] {instance};
    start = oracle.start();
    shape = start.shape();
  }

  /** Sets the random numbers of the values to come. */
  void draw(long draw) {
    this.draw = draw;
  }

  /** D. */
  int dimension() {
    return shape.rowSize();
  }

  /** The spacing of the points' numbers at 1, by which steps of differences are chosen. */
  double epsilon() {
    return start.type() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  boolean open() {
    return oracle.open(instance).length == 1;
  }

  /** f(x); {@code g}, [D], becomes the gradient, {@code x} what it was rounded to. */
  double at(double[] x, double[] g) {
    Evaluation e = evaluate(Order.GRADIENT, x);
    e.gradient().read(0, g);
    return e.values()[0];
  }

  /** The residuals at the points, [k][r], or null at those where they are undefined; the points become what they were rounded to. */
  double[][] residuals(double[]... points) {
    Evaluation e = evaluate(Order.RESIDUALS, points);
    double[][] r = new double[points.length][];
    for (int j = 0; j < r.length; j++) {
      double[] row = new double[e.residuals().rowSize()];
      e.residuals().read(j, row);
      r[j] = Double.isFinite(e.values()[j]) && Double.isFinite(Vectors.dot(row, row)) ? row : null;
    }
    return r;
  }

  private Evaluation evaluate(Order order, double[]... points) {
    Tensor z = start.memory().allocate(start.type(), shape.withRows(points.length));
    for (int j = 0; j < points.length; j++) {
      z.write(j, points[j]);
      if (start.type() == DType.FLOAT32) {
        z.read(j, points[j]);
      }
    }
    int[] all = new int[points.length];
    Arrays.fill(all, instance[0]);
    Evaluation e = oracle.at(new Points(z, all), order, draw);
    if (!open()) {
      throw new Closed();
    }
    return e;
  }
}
