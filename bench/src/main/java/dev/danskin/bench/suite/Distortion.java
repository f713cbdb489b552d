package dev.danskin.bench.suite;

/** The transformations that BBOB's functions share. Each reads {@code from} [D] and overwrites {@code to} [D], which may be {@code from}. */
final class Distortion {
  private Distortion() {}

  /** to = x − o. */
  static void shift(double[] x, double[] o, double[] to) {
    for (int i = 0; i < x.length; i++) {
      to[i] = x[i] - o[i];
    }
  }

  /**
   * T_osz(v) = exp(t + 0.49 (sin t + sin 0.79 t))^0.1 with t = 10 ln v, for v &lt; 0 odd with 0.55 and 0.31 instead of 1 and 0.79, and 0 at 0.
   * Since e^(t/10) = v this is v exp(0.049 (sin t + sin 0.79 t)).
   */
  static double oscillated(double v) {
    if (v == 0) {
      return 0;
    }
    double t = 10 * StrictMath.log(Math.abs(v));
    double waves = v > 0 ? StrictMath.sin(t) + StrictMath.sin(0.79 * t) : StrictMath.sin(0.55 * t) + StrictMath.sin(0.31 * t);
    return v * StrictMath.exp(0.049 * waves);
  }

  /** T_osz of each coordinate. */
  static void oscillate(double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = oscillated(from[i]);
    }
  }

  /** T_asy: v^(1 + βe_i √v) where v &gt; 0, else v. {@code beta} is [D], βe_i. */
  static void skew(double[] from, double[] beta, double[] to) {
    for (int i = 0; i < from.length; i++) {
      double v = from[i];
      to[i] = v > 0 && beta[i] > 0 ? StrictMath.pow(v, 1 + beta[i] * Math.sqrt(v)) : v;
    }
  }

  /** to = d ∘ from. */
  static void scale(double[] from, double[] d, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = d[i] * from[i];
    }
  }

  /** Σ max(0, |x_i| − 5)². */
  static double penalty(double[] x) {
    double sum = 0;
    for (double v : x) {
      double out = Math.abs(v) - 5;
      sum += out > 0 ? out * out : 0;
    }
    return sum;
  }

  /** The nearest integer, halves up. */
  static double rounded(double v) {
    return Math.floor(v + 0.5);
  }
}
