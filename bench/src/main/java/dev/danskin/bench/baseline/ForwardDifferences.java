package dev.danskin.bench.baseline;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** ∂f/∂x_i ≈ (f(x + h e_i) − f(x)) / h, h = √ε max(1, |x_i|); the value last asked for is not computed again. */
final class ForwardDifferences {
  private static final double STEP = Math.sqrt(Math.ulp(1.0));

  private final ToDoubleFunction<double[]> f;
  private double[] at;
  private double value;

  ForwardDifferences(ToDoubleFunction<double[]> f) {
    this.f = f;
  }

  double value(double[] x) {
    if (!Arrays.equals(at, x)) {
      at = x.clone();
      value = f.applyAsDouble(x);
    }
    return value;
  }

  double[] gradient(double[] x) {
    double here = value(x);
    double[] gradient = new double[x.length];
    double[] beside = x.clone();
    for (int i = 0; i < x.length; i++) {
      beside[i] = x[i] + STEP * Math.max(1, Math.abs(x[i]));
      gradient[i] = (f.applyAsDouble(beside) - here) / (beside[i] - x[i]);
      beside[i] = x[i];
    }
    return gradient;
  }
}
