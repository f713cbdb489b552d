package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A function of plain arrays as an objective.
 *
 * @param gradient null if it has none
 */
record PlainFunction(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, Workers workers) implements Objective {
  @Override
  public Evaluation at(Points points, Order order, long draw) {
    if (order != Order.VALUE && (order != Order.GRADIENT || gradient == null)) {
      throw new IllegalArgumentException("expected to be asked for values, found " + order + "; use a solver that needs values only, or differences");
    }
    Tensor z = points.z();
    int m = z.rows();
    double[] values = new double[m];
    if (workers instanceof Workers.Sequential) {
      for (int j = 0; j < m; j++) {
        values[j] = f.applyAsDouble(row(z, j));
      }
    } else {
      List<Double> all = workers.all(m, j -> f.applyAsDouble(row(z, j)));
      for (int j = 0; j < m; j++) {
        values[j] = all.get(j);
      }
    }
    Tensor g = order == Order.VALUE ? null : z.mapRows((r, v) -> System.arraycopy(gradient.apply(v.clone()), 0, v, 0, v.length), z.like());
    return new Evaluation(values, g, new boolean[m]);
  }

  static double[] row(Tensor z, int j) {
    double[] x = new double[z.rowSize()];
    z.read(j, x);
    return x;
  }
}
