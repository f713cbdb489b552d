package dev.danskin.api;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.function.UnaryOperator;

/** Σ r(z)² of plain arrays, with its residuals. */
record SumOfSquares(UnaryOperator<double[]> residuals) implements Objective {
  @Override
  public Evaluation at(Points points, Order order, long draw) {
    if (order == Order.GRADIENT) {
      throw new IllegalArgumentException("expected to be asked for values or residuals, found " + order
          + "; use a least-squares solver, one that needs values only, or differences");
    }
    int m = points.z().rows();
    double[][] r = new double[m][];
    double[] values = new double[m];
    for (int j = 0; j < m; j++) {
      r[j] = residuals.apply(PlainFunction.row(points.z(), j));
      for (double v : r[j]) {
        values[j] += v * v;
      }
    }
    return new Evaluation(values, null, new boolean[m], null, order == Order.RESIDUALS ? tensor(r) : null);
  }

  private static Tensor tensor(double[][] rows) {
    Tensor t = Memory.heap().allocate(DType.FLOAT64, Shape.of(rows.length, rows[0].length));
    return t.mapRows((i, v) -> System.arraycopy(rows[i], 0, v, 0, v.length), t);
  }
}
