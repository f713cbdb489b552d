package dev.danskin.bench.suite;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Curves through data by Moré, Garbow and Hillstrom (Testing unconstrained optimization software; ACM TOMS 1981). In the equations i counts
 * residuals from 1.
 */
final class DataFits {
  private DataFits() {}

  /** Bard: y_i − (x_1 + i / (v_i x_2 + w_i x_3)), v_i = 16 − i, w_i = min(i, v_i). */
  static UnaryOperator<double[]> bard() {
    double[] y = {.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39};
    return fit(y.length, (x, i) -> {
      double v = 16 - i;
      return y[i - 1] - (x[0] + i / (v * x[1] + Math.min(i, v) * x[2]));
    });
  }

  /** Kowalik and Osborne: y_i − x_1 (u_i² + u_i x_2) / (u_i² + u_i x_3 + x_4). */
  static UnaryOperator<double[]> kowalikOsborne() {
    double[] u = {4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625};
    double[] y = {.1957, .1947, .1735, .16, .0844, .0627, .0456, .0342, .0323, .0235, .0246};
    return fit(y.length, (x, i) -> {
      double at = u[i - 1];
      return y[i - 1] - x[0] * (at * at + at * x[1]) / (at * at + at * x[2] + x[3]);
    });
  }

  /** Meyer: x_1 exp(x_2 / (45 + 5i + x_3)) − y_i. */
  static UnaryOperator<double[]> meyer() {
    double[] y = {34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872};
    return fit(y.length, (x, i) -> x[0] * StrictMath.exp(x[1] / (45 + 5 * i + x[2])) - y[i - 1]);
  }

  /** Watson: Σ_{j>1} (j − 1) x_j t^(j−2) − (Σ_j x_j t^(j−1))² − 1 with t = i / 29 for i ≤ 29, then x_1 and x_2 − x_1² − 1. */
  static UnaryOperator<double[]> watson() {
    return x -> {
      double[] r = new double[31];
      for (int i = 1; i <= 29; i++) {
        double t = i / 29.0;
        double value = x[x.length - 1];
        double slope = 0;
        for (int j = x.length - 2; j >= 0; j--) {
          slope = slope * t + value;
          value = value * t + x[j];
        }
        r[i - 1] = slope - value * value - 1;
      }
      r[29] = x[0];
      r[30] = x[1] - x[0] * x[0] - 1;
      return r;
    };
  }

  /** Box: e^(−t x_1) − e^(−t x_2) − x_3 (e^(−t) − e^(−10t)), t = i / 10. */
  static UnaryOperator<double[]> box(int m) {
    return fit(m, (x, i) -> {
      double t = 0.1 * i;
      return StrictMath.exp(-t * x[0]) - StrictMath.exp(-t * x[1]) - x[2] * (StrictMath.exp(-t) - StrictMath.exp(-10 * t));
    });
  }

  /** Jennrich and Sampson: 2 + 2i − (e^(i x_1) + e^(i x_2)). */
  static UnaryOperator<double[]> jennrichSampson(int m) {
    return fit(m, (x, i) -> 2 + 2 * i - (StrictMath.exp(i * x[0]) + StrictMath.exp(i * x[1])));
  }

  /** Brown and Dennis: (x_1 + t x_2 − e^t)² + (x_3 + x_4 sin t − cos t)², t = i / 5. */
  static UnaryOperator<double[]> brownDennis(int m) {
    return fit(m, (x, i) -> {
      double t = i / 5.0;
      double a = x[0] + t * x[1] - StrictMath.exp(t);
      double b = x[2] + StrictMath.sin(t) * x[3] - StrictMath.cos(t);
      return a * a + b * b;
    });
  }

  /** Osborne's first: y_i − (x_1 + x_2 e^(−t x_4) + x_3 e^(−t x_5)), t = 10 (i − 1). */
  static UnaryOperator<double[]> osborne1() {
    double[] y = thousandths(844, 908, 932, 936, 925, 908, 881, 850, 818, 784, 751, 718, 685, 658, 628, 603, 580, 558, 538, 522, 506, 490,
        478, 467, 457, 448, 438, 431, 424, 420, 414, 411, 406);
    return fit(y.length, (x, i) -> {
      double t = 10.0 * (i - 1);
      return y[i - 1] - (x[0] + x[1] * StrictMath.exp(-t * x[3]) + x[2] * StrictMath.exp(-t * x[4]));
    });
  }

  /** Osborne's second: y_i − (x_1 e^(−t x_5) + Σ_{k=2,3,4} x_k exp(−x_{k+4} (t − x_{k+7})²)), t = (i − 1) / 10. */
  static UnaryOperator<double[]> osborne2() {
    double[] y = thousandths(1366, 1191, 1112, 1013, 991, 885, 831, 847, 786, 725, 746, 679, 608, 655, 616, 606, 602, 626, 651, 724, 649,
        649, 694, 644, 624, 661, 612, 558, 533, 495, 500, 423, 395, 375, 372, 391, 396, 405, 428, 429, 523, 562, 607, 653, 672, 708, 633,
        668, 645, 632, 591, 559, 597, 625, 739, 710, 729, 720, 636, 581, 428, 292, 162, 98, 54);
    return fit(y.length, (x, i) -> {
      double t = (i - 1) / 10.0;
      double sum = x[0] * StrictMath.exp(-t * x[4]);
      for (int k = 1; k <= 3; k++) {
        double from = t - x[k + 7];
        sum += x[k] * StrictMath.exp(-x[k + 4] * (from * from));
      }
      return y[i - 1] - sum;
    });
  }

  /** Residual i at x, i from 1. */
  @FunctionalInterface
  private interface Residual {
    double at(double[] x, int i);
  }

  private static UnaryOperator<double[]> fit(int m, Residual residual) {
    return x -> {
      double[] r = new double[m];
      for (int i = 1; i <= m; i++) {
        r[i - 1] = residual.at(x, i);
      }
      return r;
    };
  }

  private static double[] thousandths(int... y) {
    return Arrays.stream(y).mapToDouble(v -> v / 1000.0).toArray();
  }
}
