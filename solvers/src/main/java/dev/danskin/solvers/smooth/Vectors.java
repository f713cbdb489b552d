package dev.danskin.solvers.smooth;

/** The few operations on plain arrays; every sum is four interleaved sums in a fixed order. */
final class Vectors {
  private Vectors() {}

  /** xᵀy. */
  static double dot(double[] x, double[] y) {
    int n = x.length;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < n; i++) {
      a += x[i] * y[i];
    }
    return (a + b) + (c + d);
  }

  /** y ← y + a x. */
  static void add(double a, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += a * x[i];
    }
  }

  /** x ← a x, returned. */
  static double[] scale(double a, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= a;
    }
    return x;
  }

  /** x − y. */
  static double[] minus(double[] x, double[] y) {
    double[] z = new double[x.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = x[i] - y[i];
    }
    return z;
  }

  /** (Σx²)^½, without overflow. */
  static double norm(double[] x) {
    double s = dot(x, x);
    if (s > 1e-280 && s < 1e280) {
      return Math.sqrt(s);
    }
    double largest = largest(x);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double[] unit = x.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= largest;
    }
    return largest * Math.sqrt(dot(unit, unit));
  }

  /** max|x|; NaN if any is. */
  static double largest(double[] x) {
    double m = 0;
    for (double v : x) {
      m = Math.max(m, Math.abs(v));
    }
    return m;
  }
}
