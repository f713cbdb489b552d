package dev.danskin.bench.suite;

import java.util.Arrays;

/**
 * BBOB's functions 21 and 22, Gallagher's Gaussian peaks: T_osz(10 − max_k w_k exp(−Σ_j C_kj (Q (x − y_k))_j² / 2D))² + pen(x). Peak 0, the
 * optimum, has height 10, the others 1.1 to 9.1; C_k is a random order of α_k^(j/(D−1) − ½).
 */
final class Gallagher {
  private static final double HIGHEST = 10;

  private final int dimension;
  private final Square q;
  /** ln w_k, [m]. */
  private final double[] logHeights;
  private final double[] heights;
  /** C_kj / 2D, [m·D]. */
  private final double[] widths;
  /** Q y_k, [m·D]. */
  private final double[] centres;
  private final double[] optimum;

  private Gallagher(BbobInstance of, int peaks, double first, double span, double low) {
    dimension = of.dimension();
    q = of.q();
    heights = heights(peaks);
    logHeights = new double[peaks];
    Arrays.setAll(logHeights, k -> StrictMath.log(heights[k]));
    widths = widths(of, conditions(of, peaks, first));
    double[] y = BbobNumbers.uniform(peaks * dimension, of.seed());
    for (int i = 0; i < y.length; i++) {
      y[i] = (span * y[i] - low) * (i < dimension ? 0.8 : 1);
    }
    optimum = Arrays.copyOf(y, dimension);
    centres = rotated(y);
  }

  /** f21: 101 peaks, that of the optimum of condition √1000. */
  static Landscape peaks101(BbobInstance of) {
    return new Gallagher(of, 101, Math.sqrt(1000), 10, 5).landscape();
  }

  /** f22: 21 peaks, that of the optimum of condition 1000. */
  static Landscape peaks21(BbobInstance of) {
    return new Gallagher(of, 21, 1000, 9.8, 4.9).landscape();
  }

  private Landscape landscape() {
    return new Landscape(optimum, (x, y, z) -> {
      double below = Distortion.oscillated(HIGHEST - highest(x, z));
      return below * below + Distortion.penalty(x);
    });
  }

  private static double[] heights(int peaks) {
    double[] w = new double[peaks];
    Arrays.setAll(w, k -> k == 0 ? HIGHEST : 1.1 + 8.0 * (k - 1) / (peaks - 2));
    return w;
  }

  /** α_k, [m]. */
  private static double[] conditions(BbobInstance of, int peaks, double first) {
    int[] order = BbobNumbers.order(BbobNumbers.uniform(peaks - 1, of.seed()));
    double[] alpha = new double[peaks];
    Arrays.setAll(alpha, k -> k == 0 ? first : StrictMath.pow(1000, order[k - 1] / (peaks - 2.0)));
    return alpha;
  }

  private static double[] widths(BbobInstance of, double[] alpha) {
    int n = of.dimension();
    double[] widths = new double[alpha.length * n];
    for (int k = 0; k < alpha.length; k++) {
      int[] order = BbobNumbers.order(BbobNumbers.uniform(n, of.seed() + 1000L * k));
      for (int j = 0; j < n; j++) {
        widths[k * n + j] = StrictMath.pow(alpha[k], of.exponent(order[j]) - 0.5) / (2.0 * n);
      }
    }
    return widths;
  }

  private double[] rotated(double[] y) {
    double[] all = new double[y.length];
    double[] z = new double[dimension];
    for (int from = 0; from < y.length; from += dimension) {
      q.times(Arrays.copyOfRange(y, from, from + dimension), z);
      System.arraycopy(z, 0, all, from, dimension);
    }
    return all;
  }

  /** max_k w_k exp(−s_k). The largest ln w_k − s_k says which; one peak's sum is given up as soon as another is higher. */
  private double highest(double[] x, double[] z) {
    q.times(x, z);
    int best = 0;
    double least = distance(0, z, Double.POSITIVE_INFINITY);
    double log = logHeights[0] - least;
    for (int k = 1; k < heights.length; k++) {
      double most = logHeights[k] - log;
      double s = distance(k, z, most);
      if (s < most) {
        best = k;
        least = s;
        log = logHeights[k] - s;
      }
    }
    return heights[best] * StrictMath.exp(-least);
  }

  /** s_k, or a part of it that is at least {@code most}. */
  private double distance(int k, double[] z, double most) {
    double sum = 0;
    int at = k * dimension;
    for (int j = 0; j < dimension && sum < most; j++) {
      double d = z[j] - centres[at + j];
      sum += widths[at + j] * d * d;
    }
    return sum;
  }
}
