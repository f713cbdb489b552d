package dev.danskin.bench.suite;

import java.util.Arrays;

/** BBOB's functions 6-9, of low or moderate conditioning. */
final class Moderate {
  private Moderate() {}

  /** f6, attractive sector: T_osz(Σ (s_i z_i)²)^0.9, z = R Λ^10 Q (x − xopt), s_i = 100 where z_i xopt_i &gt; 0, else 1. */
  static Landscape sector(BbobInstance of) {
    double[] xopt = of.optimum();
    Square map = of.conditioned(10);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      map.times(y, z);
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        double v = z[i] * xopt[i] > 0 ? 100 * z[i] : z[i];
        sum += v * v;
      }
      return StrictMath.pow(Distortion.oscillated(sum), 0.9);
    });
  }

  /**
   * f7, step ellipsoid: 0.1 max(|ẑ_0| 10⁻⁴, Σ 100^(e_i) z_i²) + pen(x), ẑ = Λ^10 Q (x − xopt), z = R z̃, z̃ is ẑ rounded to integers where
   * |ẑ_i| &gt; 0.5, else to tenths.
   */
  static Landscape steps(BbobInstance of) {
    double[] xopt = of.optimum();
    Square first = of.q().scaledRows(of.lambda(10));
    Square second = of.r();
    double[] weights = of.powers(100);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      first.times(y, z);
      double slope = Math.abs(z[0]) * 1e-4;
      for (int i = 0; i < z.length; i++) {
        y[i] = Math.abs(z[i]) > 0.5 ? Distortion.rounded(z[i]) : Distortion.rounded(10 * z[i]) / 10;
      }
      second.times(y, z);
      return 0.1 * Math.max(slope, Separable.weighted(weights, z)) + Distortion.penalty(x);
    });
  }

  /** f8 = Σ 100 (z_i² − z_{i+1})² + (z_i − 1)², z = c (x − 0.75 xopt) + 1, c = max(1, √D / 8). */
  static Landscape rosenbrock(BbobInstance of) {
    double[] xopt = of.optimum();
    for (int i = 0; i < xopt.length; i++) {
      xopt[i] *= 0.75;
    }
    double c = spread(of);
    return new Landscape(xopt, (x, y, z) -> {
      for (int i = 0; i < z.length; i++) {
        z[i] = c * (x[i] - xopt[i]) + 1;
      }
      return valley(z);
    });
  }

  /** f9: f8's sum of z = c Q x + ½; the optimum is Qᵀ1 / 2c. */
  static Landscape rotatedRosenbrock(BbobInstance of) {
    return alongDiagonal(of, (x, y, z) -> valley(z));
  }

  /** {@code core} of z = c Q x + ½, which is 1 at the optimum. */
  static Landscape alongDiagonal(BbobInstance of, Landscape.Height core) {
    double c = spread(of);
    double[] factors = new double[of.dimension()];
    double[] halves = new double[of.dimension()];
    Arrays.fill(factors, c);
    Arrays.fill(halves, 0.5 / c);
    Square q = of.q();
    Square map = q.scaledRows(factors);
    return new Landscape(q.transposedTimes(halves), (x, y, z) -> {
      map.times(x, z);
      for (int i = 0; i < z.length; i++) {
        z[i] += 0.5;
      }
      return core.at(x, y, z);
    });
  }

  private static double spread(BbobInstance of) {
    return Math.max(1, Math.sqrt(of.dimension()) / 8);
  }

  private static double valley(double[] z) {
    double sum = 0;
    for (int i = 0; i < z.length - 1; i++) {
      double bend = z[i] * z[i] - z[i + 1];
      double from = z[i] - 1;
      sum += 100 * bend * bend + from * from;
    }
    return sum;
  }
}
