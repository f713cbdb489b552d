package dev.danskin.bench.suite;

/** BBOB's functions 20, 23 and 24, multimodal without a helpful structure on the large scale; 21 and 22 are {@link Gallagher}'s. */
final class WeaklyStructured {
  /** Twice the coordinates of Schwefel's optimum. */
  private static final double SCHWEFEL = 4.2096874637;
  private static final int BINARY_DIGITS = 32;
  /** The first centre of f24's two bowls. */
  private static final double MU = 2.5;

  private WeaklyStructured() {}

  /**
   * f20, Schwefel: 0.01 (418.98… − Σ z_i sin √|z_i| / D + Σ max(0, |z_i| − 500)²), z = 100 (Λ^10 (ẑ − a) + a), ẑ_0 = h_0,
   * ẑ_i = h_i + (h_{i−1} − a) / 4, h = 2 σ ∘ x with random signs σ, a = 4.2096874637. The optimum is σ a / 2.
   */
  static Landscape schwefel(BbobInstance of) {
    double[] signs = BbobNumbers.uniform(of.dimension(), of.seed());
    double[] optimum = new double[signs.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = signs[i] < 0.5 ? -1 : 1;
      optimum[i] = signs[i] * 0.5 * 4.2096874633;
    }
    double[] lambda = of.lambda(10);
    return new Landscape(optimum, (x, y, z) -> {
      double before = SCHWEFEL;
      for (int i = 0; i < z.length; i++) {
        double h = 2 * signs[i] * x[i];
        z[i] = 100 * (lambda[i] * (h + 0.25 * (before - SCHWEFEL) - SCHWEFEL) + SCHWEFEL);
        before = h;
      }
      return schwefel(z);
    });
  }

  private static double schwefel(double[] z) {
    double sum = 0;
    double beyond = 0;
    for (double v : z) {
      sum += v * StrictMath.sin(Math.sqrt(Math.abs(v)));
      double out = Math.abs(v) - 500;
      beyond += out > 0 ? out * out : 0;
    }
    return 0.01 * (beyond + 418.9828872724339 - sum / z.length);
  }

  /** f23, Katsuura: (10 / D²) (Π_i (1 + (i + 1) Σ_{j=1..32} |2^j z_i − [2^j z_i]| / 2^j)^(10 / D^1.2) − 1) + pen(x), z = R Λ^100 Q (x − xopt). */
  static Landscape katsuura(BbobInstance of) {
    double[] xopt = of.optimum();
    Square map = of.conditioned(100);
    int n = of.dimension();
    double exponent = 10 / StrictMath.pow(n, 1.2);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      map.times(y, z);
      double product = 1;
      for (int i = 0; i < n; i++) {
        product *= StrictMath.pow(1 + (i + 1) * rough(z[i]), exponent);
      }
      return 10.0 / n / n * (product - 1) + Distortion.penalty(x);
    });
  }

  /** Σ_j |2^j v − [2^j v]| / 2^j. The fraction of 2^j v is that of twice the one before, exactly. */
  private static double rough(double v) {
    double sum = 0;
    double weight = 0.5;
    double fraction = v - Distortion.rounded(v);
    for (int j = 1; j <= BINARY_DIGITS; j++) {
      fraction = 2 * fraction;
      fraction -= Distortion.rounded(fraction);
      sum += Math.abs(fraction) * weight;
      weight /= 2;
    }
    return sum;
  }

  /**
   * f24, Lunacek's bi-Rastrigin: min(Σ (h_i − μ0)², D + s Σ (h_i − μ1)²) + 10 (D − Σ cos 2πz_i) + 10⁴ pen(x), h = 2 σ ∘ x with random signs
   * σ, z = R Λ^100 Q (h − μ0), μ0 = 2.5, s = 1 − 1 / (2 √(D + 20) − 8.2), μ1 = −((μ0² − 1) / s)^½. The optimum is σ μ0 / 2.
   */
  static Landscape biRastrigin(BbobInstance of) {
    double[] signs = BbobNumbers.normal(of.dimension(), of.seed());
    double[] optimum = new double[signs.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = signs[i] < 0 ? -1 : 1;
      optimum[i] = 0.5 * MU * signs[i];
    }
    double s = 1 - 1 / (2 * Math.sqrt(of.dimension() + 20.0) - 8.2);
    double other = -Math.sqrt((MU * MU - 1) / s);
    Square map = of.conditioned(100);
    return new Landscape(optimum, (x, y, z) -> {
      double far = 0;
      for (int i = 0; i < x.length; i++) {
        double h = 2 * signs[i] * x[i];
        y[i] = h - MU;
        far += (h - other) * (h - other);
      }
      map.times(y, z);
      double bowls = Math.min(Separable.squares(y), x.length + s * far);
      return bowls + Separable.waves(z) + 1e4 * Distortion.penalty(x);
    });
  }
}
