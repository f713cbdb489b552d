package dev.danskin.solvers.cma;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;

/**
 * f(Π u) + (1/N) Σ_i γ_i (u_i − (Π u)_i)², the weights γ set when the mean first leaves the set, to 2δ/(σ² C̄), δ the interquartile range
 * of recent values, and raised where the mean is further out than 3 deviations (Hansen, Niederberger, Guzzella, Koumoutsakos: A method for
 * handling uncertainty in evolutionary optimization, IEEE TEC 2009, appendix).
 */
final class AdaptivePenalty implements Bounds.Handler {
  private final SearchSpace space;
  private final double[] weights;
  private final double[] ranges;
  private int known;
  private boolean set;

  AdaptivePenalty(SearchSpace space) {
    this.space = space;
    int n = space.dimension();
    weights = new double[n];
    ranges = new double[20 + 3 * n];
  }

  @Override
  public double[] phenotype(double[] u) {
    return space.project(u.clone());
  }

  @Override
  public double[] ranked(double[][] u, double[][] x, double[] values, Evolution at) {
    learn(values, at);
    adapt(at);
    double[] penalised = values.clone();
    int n = weights.length;
    for (int k = 0; k < values.length; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double d = u[k][i] - x[k][i];
        sum += weights[i] * d * d;
      }
      penalised[k] += sum / n;
    }
    return penalised;
  }

  /** δ / (σ² C̄) of this generation. */
  private void learn(double[] values, Evolution at) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double range = sorted[3 * (sorted.length - 1) / 4] - sorted[(sorted.length - 1) / 4];
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      double v = at.deviation(i);
      mean += v * v / weights.length;
    }
    if (Double.isFinite(range) && range > 0 && mean > 0) {
      ranges[known++ % ranges.length] = range / mean;
    }
  }

  private void adapt(Evolution at) {
    double[] mean = at.mean();
    double[] inside = space.project(mean.clone());
    if (Arrays.equals(mean, inside) || known == 0) {
      return;
    }
    if (!set) {
      double[] recent = Arrays.copyOf(ranges, Math.min(known, ranges.length));
      Arrays.sort(recent);
      Arrays.fill(weights, 2 * recent[recent.length / 2]);
      set = true;
    }
    double far = 3 * Math.max(1, Math.sqrt(weights.length) / at.muEff());
    for (int i = 0; i < weights.length; i++) {
      if (Math.abs(mean[i] - inside[i]) > far * at.deviation(i)) {
        weights[i] *= StrictMath.pow(1.1, Math.min(1, at.muEff() / (10.0 * weights.length)));
      }
    }
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("weights", weights).with("ranges", ranges).with("known", known, set ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("weights", weights.length), 0, weights, 0, weights.length);
    System.arraycopy(saved.doubles("ranges", ranges.length), 0, ranges, 0, ranges.length);
    long[] counts = saved.longs("known", 2);
    known = (int) counts[0];
    set = counts[1] == 1;
  }
}
