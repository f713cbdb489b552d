package dev.danskin.bench.suite;

/** BBOB's functions 10-14, unimodal with high conditioning. */
final class IllConditioned {
  private IllConditioned() {}

  /** f10 = Σ 10^(6 e_i) z_i², z = T_osz(R (x − xopt)). */
  static Landscape ellipsoid(BbobInstance of) {
    double[] weights = of.powers(1e6);
    return oscillated(of, (x, y, z) -> Separable.weighted(weights, z));
  }

  /** f11 = 10⁶ z_0² + Σ_{i>0} z_i², z = T_osz(R (x − xopt)). */
  static Landscape discus(BbobInstance of) {
    return oscillated(of, (x, y, z) -> 1e6 * z[0] * z[0] + rest(z));
  }

  private static Landscape oscillated(BbobInstance of, Landscape.Height core) {
    double[] xopt = of.optimum();
    Square r = of.r();
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      Distortion.oscillate(z, z);
      return core.at(x, y, z);
    });
  }

  /** f12 = z_0² + 10⁶ Σ_{i>0} z_i², z = R T_asy^0.5(R (x − xopt)), xopt of the seed of R. */
  static Landscape cigar(BbobInstance of) {
    double[] xopt = of.otherOptimum();
    Square r = of.r();
    double[] beta = of.asymmetry(0.5);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      Distortion.skew(z, beta, y);
      r.times(y, z);
      return z[0] * z[0] + 1e6 * rest(z);
    });
  }

  /** f13 = z_0² + 100 (Σ_{i>0} z_i²)^½, z = R Λ^10 Q (x − xopt). */
  static Landscape ridge(BbobInstance of) {
    double[] xopt = of.optimum();
    Square map = of.conditioned(10);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      map.times(y, z);
      return z[0] * z[0] + 100 * Math.sqrt(rest(z));
    });
  }

  /** f14 = (Σ |z_i|^(2 + 4 e_i))^½, z = R (x − xopt). */
  static Landscape powers(BbobInstance of) {
    double[] xopt = of.optimum();
    Square r = of.r();
    double[] exponents = of.asymmetry(4);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        sum += StrictMath.pow(Math.abs(z[i]), 2 + exponents[i]);
      }
      return Math.sqrt(sum);
    });
  }

  private static double rest(double[] z) {
    double sum = 0;
    for (int i = 1; i < z.length; i++) {
      sum += z[i] * z[i];
    }
    return sum;
  }
}
