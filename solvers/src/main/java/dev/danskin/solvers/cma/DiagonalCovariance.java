package dev.danskin.solvers.cma;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** A diagonal matrix: O(N) for everything (Ros, Hansen: A simple modification in CMA-ES achieving linear time and space complexity; PPSN 2008). */
final class DiagonalCovariance implements Covariance {
  private final double[] c;
  private final double[] d;

  DiagonalCovariance(double[] deviations) {
    d = deviations.clone();
    c = new double[d.length];
    Arrays.setAll(c, i -> d[i] * d[i]);
  }

  @Override
  public void colour(double[] z, double[] y) {
    for (int i = 0; i < c.length; i++) {
      y[i] = d[i] * z[i];
    }
  }

  @Override
  public void turn(double[] z, double[] out) {
    System.arraycopy(z, 0, out, 0, c.length);
  }

  @Override
  public void update(double decay, double c1, double[] path, double[] weights, double[][] y, int[] order) {
    for (int i = 0; i < c.length; i++) {
      c[i] = decay * c[i] + c1 * path[i] * path[i];
    }
    for (int k = 0; k < weights.length; k++) {
      double[] v = y[order[k]];
      for (int i = 0; i < c.length; i++) {
        c[i] += weights[k] * v[i] * v[i];
      }
    }
  }

  @Override
  public boolean decompose() {
    for (int i = 0; i < c.length; i++) {
      if (!(c[i] > 0 && c[i] < Double.POSITIVE_INFINITY)) {
        return false;
      }
      d[i] = Math.sqrt(c[i]);
    }
    return true;
  }

  @Override
  public double deviation(int i) {
    return Math.sqrt(c[i]);
  }

  @Override
  public void axis(int i, double[] out) {
    Arrays.fill(out, 0);
    out[i] = d[i];
  }

  @Override
  public double[] lengths() {
    return d;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("c", c).with("d", d);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("c", c.length), 0, c, 0, c.length);
    System.arraycopy(saved.doubles("d", d.length), 0, d, 0, d.length);
  }
}
