package dev.danskin.bench.suite;

/** BBOB's functions 1-5, sums over coordinates. Heights above f_opt; names of transformations as in {@link Distortion}. */
final class Separable {
  private Separable() {}

  /** f1 = Σ z_i², z = x − xopt. */
  static Landscape sphere(BbobInstance of) {
    double[] xopt = of.optimum();
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, z);
      return squares(z);
    });
  }

  /** f2 = Σ 10^(6 e_i) z_i², z = T_osz(x − xopt). */
  static Landscape ellipsoid(BbobInstance of) {
    double[] xopt = of.optimum();
    double[] weights = of.powers(1e6);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, z);
      Distortion.oscillate(z, z);
      return weighted(weights, z);
    });
  }

  /** f3 = 10 (D − Σ cos 2πz_i) + Σ z_i², z = Λ^10 T_asy^0.2(T_osz(x − xopt)). */
  static Landscape rastrigin(BbobInstance of) {
    double[] xopt = of.optimum();
    double[] beta = of.asymmetry(0.2);
    double[] lambda = of.lambda(10);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, z);
      Distortion.oscillate(z, z);
      Distortion.skew(z, beta, z);
      Distortion.scale(z, lambda, z);
      return waves(z) + squares(z);
    });
  }

  /**
   * f4, Büche-Rastrigin: f3's sum + 100 pen(x), z_i = s_i y_i, y = T_osz(x − xopt), s_i = 10^(e_i / 2), tenfold for even i where y_i &gt; 0
   * (counted from 0). xopt is not negative in even coordinates.
   */
  static Landscape bueche(BbobInstance of) {
    double[] xopt = of.optimum();
    for (int i = 0; i < xopt.length; i += 2) {
      xopt[i] = Math.abs(xopt[i]);
    }
    double[] lambda = of.lambda(10);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, z);
      Distortion.oscillate(z, z);
      for (int i = 0; i < z.length; i++) {
        z[i] *= i % 2 == 0 && z[i] > 0 ? 10 * lambda[i] : lambda[i];
      }
      return waves(z) + squares(z) + 100 * Distortion.penalty(x);
    });
  }

  /** f5 = Σ 5 |s_i| − s_i z_i, s_i = ±10^(e_i) with xopt's sign; z_i = x_i, but no further than the optimum ±5. */
  static Landscape slope(BbobInstance of) {
    double[] corner = of.optimum();
    double[] slopes = of.powers(10);
    for (int i = 0; i < corner.length; i++) {
      double sign = corner[i] > 0 ? 1 : -1;
      corner[i] = 5 * sign;
      slopes[i] *= sign;
    }
    return new Landscape(corner, (x, y, z) -> {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        double at = x[i] * corner[i] < 25 ? x[i] : corner[i];
        sum += 5 * Math.abs(slopes[i]) - slopes[i] * at;
      }
      return sum;
    });
  }

  /** Σ z_i². */
  static double squares(double[] z) {
    double sum = 0;
    for (double v : z) {
      sum += v * v;
    }
    return sum;
  }

  /** Σ w_i z_i². */
  static double weighted(double[] w, double[] z) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      sum += w[i] * z[i] * z[i];
    }
    return sum;
  }

  /** Rastrigin's 10 (D − Σ cos 2πz_i). */
  static double waves(double[] z) {
    double sum = 0;
    for (double v : z) {
      sum += StrictMath.cos(2 * Math.PI * v);
    }
    return 10 * (z.length - sum);
  }
}
