package dev.danskin.api.kernel;

import java.util.Arrays;

/** Losses of one instance's logits in binary64; g is null or filled with the gradient. */
public final class Logits {
  private static final double GUARD = 1e-12;

  private Logits() {}

  /** log Σ e^{z_k − z_y}, times sign. */
  static double crossEntropy(double[] z, int y, int sign, double[] g) {
    double top = largest(z);
    double[] sums = new double[Sums.WIDTH];
    double[] e = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      e[k] = Elementary.exp(z[k] - top);
      sums[k & 15] += e[k];
    }
    double sum = Sums.tree(sums);
    if (!(sum >= 1)) {
      return broken(g);
    }
    if (g != null) {
      double inverse = 1 / sum;
      for (int k = 0; k < z.length; k++) {
        g[k] = sign * (e[k] * inverse - (k == y ? 1 : 0));
      }
    }
    return sign * (Elementary.log(sum) + (top - z[y]));
  }

  /** The largest logit, NaN if one is NaN. */
  private static double largest(double[] z) {
    double top = z[0];
    for (double v : z) {
      top = Math.max(top, v);
    }
    return top;
  }

  static double margin(double[] z, int own, int sign, double[] g) {
    if (anyNaN(z)) {
      return broken(g);
    }
    int rival = argmax(z, own);
    if (g != null) {
      g[rival] = sign;
      g[own] = -sign;
    }
    return sign * (z[rival] - z[own]);
  }

  static double ratio(double[] z, int y, int target, double[] g) {
    if (anyNaN(z)) {
      return broken(g);
    }
    int rival = target >= 0 ? target : argmax(z, y);
    double[] weights = denominator(z, target >= 0);
    double below = z.length == 2 ? 1 : GUARD;
    for (int k = 0; k < z.length; k++) {
      below += weights[k] * z[k];
    }
    double above = z[rival] - z[y];
    if (g != null) {
      for (int k = 0; k < z.length; k++) {
        double dAbove = (k == rival ? 1 : 0) - (k == y ? 1 : 0);
        g[k] = (dAbove - above / below * weights[k]) / below;
      }
    }
    return above / below;
  }

  /** The denominator as a linear function of the logits: +1 at the first, −1 at the third or −½ at third and fourth. */
  private static double[] denominator(double[] z, boolean targeted) {
    double[] weights = new double[z.length];
    if (z.length == 2) {
      return weights;
    }
    int[] top = top(z, targeted && z.length > 3 ? 4 : 3);
    weights[top[0]] = 1;
    if (top.length == 4) {
      weights[top[2]] = -0.5;
      weights[top[3]] = -0.5;
    } else {
      weights[top[2]] = -1;
    }
    return weights;
  }

  private static int[] top(double[] z, int count) {
    int[] top = new int[count];
    boolean[] used = new boolean[z.length];
    for (int j = 0; j < count; j++) {
      int best = -1;
      for (int k = 0; k < z.length; k++) {
        if (!used[k] && (best < 0 || z[k] > z[best])) {
          best = k;
        }
      }
      used[best] = true;
      top[j] = best;
    }
    return top;
  }

  /** The index of the largest element other than {@code except}, the lowest at ties. */
  public static int argmax(double[] z, int except) {
    int best = -1;
    for (int k = 0; k < z.length; k++) {
      if (k != except && (best < 0 || z[k] > z[best])) {
        best = k;
      }
    }
    return best;
  }

  /** Whether an element is NaN. */
  public static boolean anyNaN(double[] z) {
    for (double v : z) {
      if (Double.isNaN(v)) {
        return true;
      }
    }
    return false;
  }

  /** NaN logits make a NaN loss and gradient; they never compare their way into a number. */
  public static double broken(double[] g) {
    if (g != null) {
      Arrays.fill(g, Double.NaN);
    }
    return Double.NaN;
  }
}
