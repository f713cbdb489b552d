package dev.danskin.bench.suite;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import java.util.function.ToDoubleFunction;

/** A function of plain arrays as an objective: values, no gradients, nothing reached. Of one thread, as {@code f} is. */
record Values(ToDoubleFunction<double[]> f) implements Objective {
  @Override
  public Evaluation at(Points points, Order order, long draw) {
    if (order != Order.VALUE) {
      throw new IllegalArgumentException("expected a request for values, found one for " + order
          + "; this function has no derivatives, take differences of its values");
    }
    int m = points.z().rows();
    double[] x = new double[points.z().rowSize()];
    double[] values = new double[m];
    for (int j = 0; j < m; j++) {
      points.z().read(j, x);
      values[j] = f.applyAsDouble(x);
    }
    return new Evaluation(values, null, new boolean[m]);
  }
}
