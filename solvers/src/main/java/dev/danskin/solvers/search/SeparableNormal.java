package dev.danskin.solvers.search;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** N(0, diag σ²); see {@link SeparableNaturalEvolution}. */
final class SeparableNormal implements SearchDistribution {
  private final double eta;
  private final double[] sigma;

  SeparableNormal(int d, double sigma) {
    eta = (3 + StrictMath.log(d)) / (5 * Math.sqrt(d));
    this.sigma = new double[d];
    Arrays.fill(this.sigma, sigma);
  }

  @Override
  public double[] scaled(double[] s) {
    double[] z = new double[s.length];
    Arrays.setAll(z, i -> sigma[i] * s[i]);
    return z;
  }

  @Override
  public void learn(double[][] s, double[] u) {
    for (int i = 0; i < sigma.length; i++) {
      double g = 0;
      for (int k = 0; k < u.length; k++) {
        g += u[k] * (s[k][i] * s[k][i] - 1);
      }
      sigma[i] *= StrictMath.exp(eta / 2 * g);
    }
  }

  @Override
  public double largest() {
    return Arrays.stream(sigma).max().orElse(0);
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("sigma", sigma);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("sigma", sigma.length), 0, sigma, 0, sigma.length);
  }
}
