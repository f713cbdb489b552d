package dev.danskin.solvers.cma;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Snapshot;
import java.util.Arrays;

/**
 * The distribution N(m, σ² C) and its update (Hansen 2016, with negative weights): with y_k ~ N(0, C), x_k = m + σ y_k sorted by value,
 *
 * <pre>
 *   m ← m + σ y_w,   y_w = Σ_{i≤μ} w_i y_i
 *   p_σ ← (1−c_σ) p_σ + √(c_σ(2−c_σ)μ_w) C^{−1/2} y_w
 *   h = [ |p_σ| / √(1−(1−c_σ)^{2(g+1)}) < (1.4 + 2/(N+1)) χ ]
 *   p_c ← (1−c_c) p_c + h √(c_c(2−c_c)μ_w) y_w
 *   C ← (1 + c_1(1−h)c_c(2−c_c) − c_1 − c_μ Σw) C + c_1 p_c p_cᵀ + c_μ Σ_i w_i° y_i y_iᵀ,   w_i° = w_i N/|C^{−1/2} y_i|² where w_i < 0
 *   σ ← σ exp(min(1, (c_σ/d_σ)(|p_σ|/χ − 1)))
 * </pre>
 */
final class Evolution {
  private final CmaParameters p;
  private final Covariance c;
  private final double[] mean;
  private final double[] pathC;
  private final double[] pathSigma;
  private double sigma;
  private int generation;
  /** Of the generation that was drawn last. */
  private final double[][] z;
  private final double[][] y;
  private final double[] numbers;
  private final double[] step;
  private final double[] turned;
  private final double[] weights;

  Evolution(CmaParameters p, Covariance c, double[] mean, double sigma) {
    this.p = p;
    this.c = c;
    this.mean = mean;
    this.sigma = sigma;
    int n = p.n();
    pathC = new double[n];
    pathSigma = new double[n];
    z = new double[p.lambda()][n];
    y = new double[p.lambda()][n];
    numbers = new double[p.lambda() * n];
    step = new double[n];
    turned = new double[n];
    weights = new double[p.lambda()];
  }

  /** Not to be overwritten. */
  double[] mean() {
    return mean;
  }

  double sigma() {
    return sigma;
  }

  double muEff() {
    return p.muEff();
  }

  int generation() {
    return generation;
  }

  Covariance covariance() {
    return c;
  }

  double pathC(int i) {
    return pathC[i];
  }

  /** σ √C_ii. */
  double deviation(int i) {
    return sigma * c.deviation(i);
  }

  /** Draws λ points u_k = m + σ B D z_k. */
  double[][] sample(RandomStream random) {
    random.normal(numbers);
    int n = p.n();
    double[][] u = new double[z.length][];
    for (int k = 0; k < z.length; k++) {
      System.arraycopy(numbers, k * n, z[k], 0, n);
      u[k] = point(k);
    }
    return u;
  }

  /** Draws the k-th point again. */
  double[] again(int k, RandomStream random) {
    random.normal(z[k]);
    return point(k);
  }

  private double[] point(int k) {
    c.colour(z[k], y[k]);
    double[] u = new double[p.n()];
    for (int i = 0; i < u.length; i++) {
      u[i] = mean[i] + sigma * y[k][i];
    }
    return u;
  }

  /**
   * One generation.
   *
   * @param order the candidates from best to worst
   * @return false if the covariance broke down
   */
  boolean update(int[] order) {
    int n = p.n();
    Arrays.fill(step, 0);
    double[] zw = weights(order, n);
    c.turn(zw, turned);
    double cs = p.cSigma();
    double length = 0;
    for (int i = 0; i < n; i++) {
      mean[i] += sigma * step[i];
      pathSigma[i] = (1 - cs) * pathSigma[i] + Math.sqrt(cs * (2 - cs) * p.muEff()) * turned[i];
      length += pathSigma[i] * pathSigma[i];
    }
    length = Math.sqrt(length);
    boolean h = length / Math.sqrt(1 - StrictMath.pow(1 - cs, 2.0 * (generation + 1))) < (1.4 + 2.0 / (n + 1)) * p.chi();
    double cc = p.cc();
    for (int i = 0; i < n; i++) {
      pathC[i] = (1 - cc) * pathC[i] + (h ? Math.sqrt(cc * (2 - cc) * p.muEff()) * step[i] : 0);
    }
    double decay = 1 + (h ? 0 : p.c1() * cc * (2 - cc)) - p.c1() - p.cMu() * p.total();
    c.update(decay, p.c1(), pathC, weights, y, order);
    sigma *= StrictMath.exp(Math.min(1, cs / p.dSigma() * (length / p.chi() - 1)));
    generation++;
    return sigma > 0 && sigma < Double.POSITIVE_INFINITY && (generation % p.lazy() != 0 || c.decompose());
  }

  /** The weights c_μ w° of the update; gathers y_w in {@code step} and returns Σ w_i z_i. */
  private double[] weights(int[] order, int n) {
    double[] zw = new double[n];
    for (int r = 0; r < order.length; r++) {
      double[] zk = z[order[r]];
      double w = p.weights()[r];
      if (r < p.mu()) {
        double[] yk = y[order[r]];
        for (int i = 0; i < n; i++) {
          step[i] += w * yk[i];
          zw[i] += w * zk[i];
        }
        weights[r] = p.cMu() * w;
      } else {
        double norm = 0;
        for (int i = 0; i < n; i++) {
          norm += zk[i] * zk[i];
        }
        weights[r] = p.cMu() * w * n / Math.max(norm, Double.MIN_NORMAL);
      }
    }
    return zw;
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("mean", mean).with("path-c", pathC).with("path-sigma", pathSigma).with("sigma", new double[] {sigma})
        .with("generation", generation).with("covariance", c.save());
  }

  void restore(Snapshot saved) {
    int n = p.n();
    System.arraycopy(saved.doubles("mean", n), 0, mean, 0, n);
    System.arraycopy(saved.doubles("path-c", n), 0, pathC, 0, n);
    System.arraycopy(saved.doubles("path-sigma", n), 0, pathSigma, 0, n);
    sigma = saved.doubles("sigma", 1)[0];
    generation = saved.count("generation", Integer.MAX_VALUE);
    c.restore(saved.part("covariance"));
  }
}
