package dev.danskin.api;

/**
 * The point of least norm in the convex hull of vectors g_1 … g_k: argmin ‖Σ w_i g_i‖₂ over the simplex, by Wolfe's
 * active-set method (Finding the nearest point in a polytope, Math. Programming 11, 1976) on the Gram matrix.
 *
 * <p>Danskin's theorem gives φ′(θ; h) = max_i ⟨h, g_i⟩ over the gradients g_i at the maximisers. With one maximiser −g
 * descends; with several, minus one of them need not, but minus this point is the direction of steepest descent, and it
 * is zero exactly where no direction descends.
 */
public final class MinimumNorm {
  private static final double TOLERANCE = 1e-12;

  private MinimumNorm() {}

  /**
   * The weights w ≥ 0, Σw = 1 of the point of least norm, [k]: no vector descends further by more than 10⁻¹² max‖g_i‖²,
   * or 1000 k steps were made.
   *
   * @param vectors g, [k][p] with k ≥ 1
   * @throws IllegalArgumentException if there is no vector
   */
  public static double[] weights(double[][] vectors) {
    int k = vectors.length;
    if (k == 0) {
      throw new IllegalArgumentException("expected at least one vector, found none");
    }
    double[][] gram = gram(vectors);
    double[] w = new double[k];
    w[smallest(gram)] = 1;
    for (int iteration = 0; iteration < 1000 * k; iteration++) {
      double[] product = times(gram, w);
      double norm = dot(product, w);
      int enter = argmin(product);
      double scale = 0;
      for (int i = 0; i < k; i++) {
        scale = Math.max(scale, gram[i][i]);
      }
      if (product[enter] >= norm - TOLERANCE * Math.max(scale, Double.MIN_NORMAL) || w[enter] > 0) {
        return w;
      }
      w[enter] = Double.MIN_VALUE;
      minor(gram, w);
    }
    return w;
  }

  /**
   * Σ w_i g_i with the weights of least norm, [p].
   *
   * @param vectors g, [k][p] with k ≥ 1
   * @throws IllegalArgumentException if there is no vector
   */
  public static double[] point(double[][] vectors) {
    double[] w = weights(vectors);
    double[] p = new double[vectors[0].length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < p.length; j++) {
        p[j] += w[i] * vectors[i][j];
      }
    }
    return p;
  }

  /** Moves to the affine minimiser of the active vectors, dropping those whose weight vanishes on the way. */
  private static void minor(double[][] gram, double[] w) {
    while (true) {
      int[] active = active(w);
      double[] v = affine(gram, active);
      double step = 1;
      for (int a = 0; a < active.length; a++) {
        if (v[a] <= 0) {
          step = Math.min(step, w[active[a]] / (w[active[a]] - v[a]));
        }
      }
      for (int a = 0; a < active.length; a++) {
        double next = (1 - step) * w[active[a]] + step * v[a];
        w[active[a]] = next > 1e-15 ? next : 0;
      }
      if (step >= 1 || active(w).length == active.length) {
        return;
      }
    }
  }

  private static int[] active(double[] w) {
    int[] active = new int[w.length];
    int m = 0;
    for (int i = 0; i < w.length; i++) {
      if (w[i] > 0) {
        active[m++] = i;
      }
    }
    return java.util.Arrays.copyOf(active, m);
  }

  /** argmin ‖Σ v_a g_a‖ with Σ v_a = 1, free signs: solves [0 1ᵀ; 1 G] by elimination with pivoting. */
  private static double[] affine(double[][] gram, int[] active) {
    int n = active.length + 1;
    double[][] a = new double[n][n + 1];
    double scale = Double.MIN_NORMAL;
    for (int i : active) {
      scale = Math.max(scale, gram[i][i]);
    }
    for (int i = 1; i < n; i++) {
      a[0][i] = 1;
      a[i][0] = 1;
      for (int j = 1; j < n; j++) {
        a[i][j] = gram[active[i - 1]][active[j - 1]] / scale;
      }
    }
    a[0][n] = 1;
    double[] x = eliminate(a, n);
    return java.util.Arrays.copyOfRange(x, 1, n);
  }

  private static double[] eliminate(double[][] a, int n) {
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
      }
      double[] swap = a[c];
      a[c] = a[pivot];
      a[pivot] = swap;
      if (Math.abs(a[c][c]) < 1e-14) {
        a[c][c] = a[c][c] < 0 ? -1e-14 : 1e-14;
      }
      for (int r = c + 1; r < n; r++) {
        double f = a[r][c] / a[c][c];
        for (int j = c; j <= n; j++) {
          a[r][j] -= f * a[c][j];
        }
      }
    }
    double[] x = new double[n];
    for (int r = n - 1; r >= 0; r--) {
      double s = a[r][n];
      for (int j = r + 1; j < n; j++) {
        s -= a[r][j] * x[j];
      }
      x[r] = s / a[r][r];
    }
    return x;
  }

  private static double[][] gram(double[][] g) {
    double[][] gram = new double[g.length][g.length];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(g[i], g[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  private static double[] times(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = dot(a[i], x);
    }
    return y;
  }

  private static double dot(double[] a, double[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += a[i] * b[i];
    }
    return s;
  }

  private static int smallest(double[][] gram) {
    int best = 0;
    for (int i = 1; i < gram.length; i++) {
      best = gram[i][i] < gram[best][best] ? i : best;
    }
    return best;
  }

  private static int argmin(double[] v) {
    int best = 0;
    for (int i = 1; i < v.length; i++) {
      best = v[i] < v[best] ? i : best;
    }
    return best;
  }
}
