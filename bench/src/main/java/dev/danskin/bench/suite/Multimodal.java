package dev.danskin.bench.suite;

/** BBOB's functions 15-19, multimodal with a structure on the large scale. */
final class Multimodal {
  private static final int OCTAVES = 12;

  private Multimodal() {}

  /** f15 = 10 (D − Σ cos 2πz_i) + Σ z_i², z = R Λ^10 Q T_asy^0.2(T_osz(R (x − xopt))). */
  static Landscape rastrigin(BbobInstance of) {
    double[] xopt = of.optimum();
    Square r = of.r();
    Square map = of.conditioned(10);
    double[] beta = of.asymmetry(0.2);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      Distortion.oscillate(z, z);
      Distortion.skew(z, beta, y);
      map.times(y, z);
      return Separable.waves(z) + Separable.squares(z);
    });
  }

  /** f16 = 10 (Σ_i w(z_i) / D − w(0))³ + (10 / D) pen(x), w(v) = Σ_{k<12} 2^−k cos(2π 3^k (v + ½)), z = R Λ^(1/100) Q T_osz(R (x − xopt)). */
  static Landscape weierstrass(BbobInstance of) {
    double[] xopt = of.optimum();
    Square r = of.r();
    Square map = of.conditioned(0.01);
    double least = weierstrass(0);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      Distortion.oscillate(z, y);
      map.times(y, z);
      double sum = 0;
      for (double v : z) {
        sum += weierstrass(v);
      }
      double above = sum / z.length - least;
      return 10 * above * above * above + 10.0 / z.length * Distortion.penalty(x);
    });
  }

  /**
   * w(v) = −Re Σ_k 2^−k u^(3^k), u = e^(2πi v): two transcendental functions instead of twelve. Each cube triples the error of the angle,
   * which makes 3¹¹ · 10⁻¹⁶ / 2¹¹ in the last term.
   */
  private static double weierstrass(double v) {
    double angle = 2 * Math.PI * (v - Math.rint(v));
    double re = StrictMath.cos(angle);
    double im = StrictMath.sin(angle);
    double sum = 0;
    double weight = 1;
    for (int k = 0; k < OCTAVES; k++) {
      sum -= weight * re;
      weight /= 2;
      double squareRe = re * re - im * im;
      double squareIm = 2 * re * im;
      double cubeRe = squareRe * re - squareIm * im;
      im = squareRe * im + squareIm * re;
      re = cubeRe;
    }
    return sum;
  }

  /** f17 and, with condition 1000 for 10, f18: Schaffers' F7, see {@link #schaffers}. */
  static Landscape schaffers(BbobInstance of, double condition) {
    double[] xopt = of.optimum();
    Square r = of.r();
    Square map = of.q().scaledRows(of.lambda(condition));
    double[] beta = of.asymmetry(0.5);
    return new Landscape(xopt, (x, y, z) -> {
      Distortion.shift(x, xopt, y);
      r.times(y, z);
      Distortion.skew(z, beta, y);
      map.times(y, z);
      return schaffers(z) + 10 * Distortion.penalty(x);
    });
  }

  /** (1/(D − 1) Σ q_i^¼ (1 + sin²(50 q_i^0.1)))², q_i = z_i² + z_{i+1}², z = Λ^a Q T_asy^0.5(R (x − xopt)). */
  private static double schaffers(double[] z) {
    double sum = 0;
    for (int i = 0; i < z.length - 1; i++) {
      double q = z[i] * z[i] + z[i + 1] * z[i + 1];
      double wave = StrictMath.sin(50 * StrictMath.pow(q, 0.1));
      sum += Math.sqrt(Math.sqrt(q)) * (1 + wave * wave);
    }
    double mean = sum / (z.length - 1);
    return mean * mean;
  }

  /** f19, Griewank-Rosenbrock: 10 + 10/(D − 1) Σ (t_i / 4000 − cos t_i), t_i the terms of Rosenbrock's sum at z = c Q x + ½. */
  static Landscape griewankRosenbrock(BbobInstance of) {
    return Moderate.alongDiagonal(of, (x, y, z) -> {
      double sum = 0;
      for (int i = 0; i < z.length - 1; i++) {
        double bend = z[i] * z[i] - z[i + 1];
        double from = 1 - z[i];
        double t = 100 * bend * bend + from * from;
        sum += t / 4000 - StrictMath.cos(t);
      }
      return 10 + 10 * sum / (z.length - 1);
    });
  }
}
