package dev.danskin.bench.suite;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Systems of nonlinear equations by Moré, Garbow and Hillstrom (Testing unconstrained optimization software; ACM TOMS 1981), and bdqrtic,
 * cube, mancino and heart8ls of the collection CUTE, as Moré and Wild use them.
 */
final class NonlinearEquations {
  private NonlinearEquations() {}

  /** Rosenbrock: 10 (x_2 − x_1²), 1 − x_1. */
  static double[] rosenbrock(double[] x) {
    return new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]};
  }

  /** Helical valley: 10 (x_3 − 10 θ), 10 (√(x_1² + x_2²) − 1), x_3; θ the angle of (x_1, x_2) in turns, in [−¼, ¾]. */
  static double[] helicalValley(double[] x) {
    return new double[] {10 * (x[2] - 10 * turns(x[0], x[1])), 10 * (StrictMath.hypot(x[0], x[1]) - 1), x[2]};
  }

  private static double turns(double a, double b) {
    if (a == 0) {
      return b == 0 ? 0 : 0.25;
    }
    return StrictMath.atan(b / a) / (2 * Math.PI) + (a < 0 ? 0.5 : 0);
  }

  /** Powell's singular function: x_1 + 10 x_2, √5 (x_3 − x_4), (x_2 − 2 x_3)², √10 (x_1 − x_4)². */
  static double[] powellSingular(double[] x) {
    double middle = x[1] - 2 * x[2];
    double ends = x[0] - x[3];
    return new double[] {x[0] + 10 * x[1], Math.sqrt(5) * (x[2] - x[3]), middle * middle, Math.sqrt(10) * ends * ends};
  }

  /** Freudenstein and Roth: −13 + x_1 + ((5 − x_2) x_2 − 2) x_2, −29 + x_1 + ((1 + x_2) x_2 − 14) x_2. */
  static double[] freudensteinRoth(double[] x) {
    double y = x[1];
    return new double[] {-13 + x[0] + ((5 - y) * y - 2) * y, -29 + x[0] + ((1 + y) * y - 14) * y};
  }

  /** Chebyquad: r_j = Σ_i T_j(2 x_i − 1) / n, and 1 / (j² − 1) more for even j; T_j the polynomials of Chebyshev. */
  static UnaryOperator<double[]> chebyquad(int n, int m) {
    return x -> {
      double[] r = new double[m];
      for (double v : x) {
        double y = 2 * v - 1;
        double before = 1;
        double t = y;
        for (int j = 0; j < m; j++) {
          r[j] += t;
          double next = 2 * y * t - before;
          before = t;
          t = next;
        }
      }
      for (int j = 1; j <= m; j++) {
        r[j - 1] = r[j - 1] / n + (j % 2 == 0 ? 1.0 / (j * j - 1) : 0);
      }
      return r;
    };
  }

  /** Brown's almost linear function: r_i = x_i + Σ_j x_j − (n + 1), and r_n = Π_j x_j − 1. */
  static double[] brownAlmostLinear(double[] x) {
    int n = x.length;
    double sum = 0;
    double product = 1;
    for (double v : x) {
      sum += v;
      product *= v;
    }
    double[] r = new double[n];
    for (int i = 0; i < n; i++) {
      r[i] = x[i] + sum - (n + 1);
    }
    r[n - 1] = product - 1;
    return r;
  }

  /** Bdqrtic: 3 − 4 x_i for i ≤ n − 4, then x_i² + 2 x_{i+1}² + 3 x_{i+2}² + 4 x_{i+3}² + 5 x_n². */
  static double[] bdqrtic(double[] x) {
    int k = x.length - 4;
    double[] q = Arrays.stream(x).map(v -> v * v).toArray();
    double[] r = new double[2 * k];
    for (int i = 0; i < k; i++) {
      r[i] = 3 - 4 * x[i];
      r[k + i] = q[i] + 2 * q[i + 1] + 3 * q[i + 2] + 4 * q[i + 3] + 5 * q[x.length - 1];
    }
    return r;
  }

  /** Cube: x_1 − 1, 10 (x_i − x_{i−1}³). */
  static double[] cube(double[] x) {
    double[] r = new double[x.length];
    r[0] = x[0] - 1;
    for (int i = 1; i < r.length; i++) {
      r[i] = 10 * (x[i] - x[i - 1] * x[i - 1] * x[i - 1]);
    }
    return r;
  }

  /** Mancino: r_i = 1400 x_i + (i − 50)³ + Σ_j v (sin⁵ ln v + cos⁵ ln v), v = √(x_i² + i / j). */
  static double[] mancino(double[] x) {
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = 1400 * x[i] + mancino(i + 1, x[i], x.length);
    }
    return r;
  }

  /** What is beside 1400 x_i in residual i, from 1. */
  static double mancino(int i, double x, int n) {
    double sum = 0;
    for (int j = 1; j <= n; j++) {
      double v = Math.sqrt(x * x + (double) i / j);
      double log = StrictMath.log(v);
      sum += v * (fifth(StrictMath.sin(log)) + fifth(StrictMath.cos(log)));
    }
    double centred = i - 50;
    return centred * centred * centred + sum;
  }

  private static double fifth(double s) {
    double square = s * s;
    return square * square * s;
  }

  /**
   * Heart8ls: the dipole model of a heart. With the complex numbers A = a − ic, B = b − id, p = t + iv and q = u + iw the equations are
   * A + B = −0.69 + 0.044i, Ap + Bq = −1.57 …, and so on to p³ and q³, real and imaginary parts apart.
   */
  static double[] heart8(double[] x) {
    double a = x[0];
    double b = x[1];
    double c = x[2];
    double d = x[3];
    double t = x[4];
    double u = x[5];
    double v = x[6];
    double w = x[7];
    double realT = t * t - v * v;
    double realU = u * u - w * w;
    double cubeT = t * (t * t - 3 * v * v);
    double cubeV = v * (v * v - 3 * t * t);
    double cubeU = u * (u * u - 3 * w * w);
    double cubeW = w * (w * w - 3 * u * u);
    return new double[] {a + b + 0.69, c + d + 0.044,
        t * a + u * b - v * c - w * d + 1.57, v * a + w * b + t * c + u * d + 1.31,
        a * realT - 2 * c * t * v + b * realU - 2 * d * u * w + 2.65, c * realT + 2 * a * t * v + d * realU + 2 * b * u * w - 2,
        a * cubeT + c * cubeV + b * cubeU + d * cubeW + 12.6, c * cubeT - a * cubeV + d * cubeU - b * cubeW - 9.48};
  }
}
