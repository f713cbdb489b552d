package dev.danskin.solvers.cma;

import dev.danskin.api.SearchSpace;

/**
 * T(u) ∈ [l, h], coordinate by coordinate: u itself in [l + a, h − b], l + (u − l + a)²/(4a) in [l − a, l + a], likewise above, and
 * mirrored at l − a and h + b; a = min((h − l)/2, max(1, |l|)/20). Smooth, and each x has a u near it.
 */
final class SmoothMap implements Bounds.Handler {
  private final double[] low;
  private final double[] high;

  SmoothMap(SearchSpace space) {
    low = space.low();
    high = space.high();
  }

  private double margin(int i, double bound) {
    return Math.min((high[i] - low[i]) / 2, Math.max(1, Math.abs(bound)) / 20);
  }

  @Override
  public double[] phenotype(double[] u) {
    double[] x = new double[u.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = low[i] < high[i] ? bent(i, mirrored(i, u[i])) : low[i];
    }
    return x;
  }

  /** Into [l − a, h + b]. */
  private double mirrored(int i, double u) {
    double from = low[i] - margin(i, low[i]);
    double to = high[i] + margin(i, high[i]);
    if (u >= from && u <= to) {
      return u;
    }
    if (Double.isInfinite(from) || Double.isInfinite(to)) {
      return u < from ? 2 * from - u : 2 * to - u;
    }
    double period = 2 * (to - from);
    double t = u - from - period * Math.floor((u - from) / period);
    return from + Math.min(t, period - t);
  }

  private double bent(int i, double u) {
    double a = margin(i, low[i]);
    if (u < low[i] + a) {
      double t = u - (low[i] - a);
      return Math.min(high[i], low[i] + t * t / (4 * a));
    }
    double b = margin(i, high[i]);
    if (u > high[i] - b) {
      double t = high[i] + b - u;
      return Math.max(low[i], high[i] - t * t / (4 * b));
    }
    return u;
  }

  @Override
  public double[] genotype(double[] x) {
    double[] u = x.clone();
    for (int i = 0; i < x.length; i++) {
      double a = margin(i, low[i]);
      double b = margin(i, high[i]);
      if (!(low[i] < high[i])) {
        u[i] = low[i];
      } else if (x[i] < low[i] + a) {
        u[i] = low[i] - a + 2 * Math.sqrt(a * Math.max(0, x[i] - low[i]));
      } else if (x[i] > high[i] - b) {
        u[i] = high[i] + b - 2 * Math.sqrt(b * Math.max(0, high[i] - x[i]));
      }
    }
    return u;
  }
}
