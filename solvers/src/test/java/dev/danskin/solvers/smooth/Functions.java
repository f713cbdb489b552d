package dev.danskin.solvers.smooth;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Problem;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** Functions with gradients, and what is asked of them. */
final class Functions {
  /** f and ∇f on plain arrays. */
  interface Smooth {
    double at(double[] x, double[] g);
  }

  private Functions() {}

  /** An objective that is reached at {@code target} and counts its points in {@code calls}[0]. */
  static Objective objective(Smooth f, double target, int[] calls) {
    return (points, order, draw) -> {
      double[] values = new double[points.instance().length];
      calls[0] += values.length;
      Tensor g = points.z().mapRows((r, x) -> {
        double[] slope = new double[x.length];
        values[r] = f.at(x.clone(), slope);
        System.arraycopy(slope, 0, x, 0, x.length);
      }, points.z().like());
      boolean[] reached = new boolean[values.length];
      for (int j = 0; j < reached.length; j++) {
        reached[j] = values[j] <= target;
      }
      return new Evaluation(values, order == Order.GRADIENT ? g : null, reached);
    };
  }

  static Problem minimise(Smooth f, double... start) {
    return minimise(f, Double.NEGATIVE_INFINITY, new int[1], start);
  }

  static Problem minimise(Smooth f, double target, int[] calls, double... start) {
    return Problem.minimise(objective(f, target, calls), Tensor.of(start, 1, start.length));
  }

  static Tensor row(double... values) {
    return Tensor.of(values, 1, values.length);
  }

  /** Σ_{i&lt;n} 100 (x_{i+1} − x_i²)² + (1 − x_i)². */
  static double rosenbrock(double[] x, double[] g) {
    double f = 0;
    Arrays.fill(g, 0);
    for (int i = 0; i < x.length - 1; i++) {
      double bend = x[i + 1] - x[i] * x[i];
      double left = 1 - x[i];
      f += 100 * bend * bend + left * left;
      g[i] += -400 * x[i] * bend - 2 * left;
      g[i + 1] += 200 * bend;
    }
    return f;
  }

  /** (−1.2, 1) repeated. */
  static double[] valley(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> i % 2 == 0 ? -1.2 : 1);
    return x;
  }

  /** ½ Σ (i + 1)(x_i − 1)². */
  static double quadratic(double[] x, double[] g) {
    double f = 0;
    for (int i = 0; i < x.length; i++) {
      g[i] = (i + 1) * (x[i] - 1);
      f += g[i] * (x[i] - 1) / 2;
    }
    return f;
  }
}
