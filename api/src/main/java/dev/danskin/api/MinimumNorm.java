package dev.danskin.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The point of least norm in a convex hull: argmin_{v ∈ conv V} ‖v‖₂, by Wolfe's active-set method (Finding the nearest
 * point in a polytope, Math. Programming 11, 1976), which needs of the hull only its linear minimiser.
 *
 * <p>Danskin's theorem gives φ′(θ; h) = max_i ⟨h, g_i⟩ over the gradients g_i at the maximisers. With one maximiser −g
 * descends; with several, minus one of them need not, but minus this point is the direction of steepest descent, and it
 * is zero exactly where no direction descends.
 */
public final class MinimumNorm {
  private static final double TOLERANCE = 1e-12;
  private static final int MOST_STEPS = 10_000;

  /** A convex hull, known by its linear minimiser. */
  @FunctionalInterface
  public interface Hull {
    /** A vertex v with least ⟨direction, v⟩; any vertex for the direction 0. Not changed by the caller. */
    double[] least(double[] direction);
  }

  private final Hull hull;
  private final List<double[]> corral = new ArrayList<>();
  private double[] weights = new double[0];

  private MinimumNorm(Hull hull) {
    this.hull = hull;
  }

  /**
   * The point of least norm in the hull of vectors, within 10⁻¹² max‖v‖² of the optimality condition ⟨p, v⟩ ≥ ‖p‖².
   *
   * @param vectors at least one, all of one length
   * @return of that length; 0 where the hull contains 0
   * @throws IllegalArgumentException if there are none
   */
  public static double[] point(double[]... vectors) {
    if (vectors.length == 0) {
      throw new IllegalArgumentException("expected at least one vector, found none");
    }
    return point(direction -> least(vectors, direction), vectors[0].length);
  }

  /**
   * The point of least norm in a hull.
   *
   * @param hull at least one vertex
   * @param dimension the length of its vectors
   * @return of that length; 0 where the hull contains 0
   */
  public static double[] point(Hull hull, int dimension) {
    return new MinimumNorm(hull).solve(dimension);
  }

  /** The vector of least ⟨direction, v⟩, the first at ties. */
  static double[] least(double[][] vectors, double[] direction) {
    double[] best = vectors[0];
    for (double[] v : vectors) {
      best = dot(v, direction) < dot(best, direction) ? v : best;
    }
    return best;
  }

  private double[] solve(int dimension) {
    double[] p = hull.least(new double[dimension]);
    enter(p);
    weights[0] = 1;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] v = hull.least(p);
      double scale = Math.max(dot(v, v), corral.stream().mapToDouble(s -> dot(s, s)).max().orElseThrow());
      if (dot(p, v) >= dot(p, p) - TOLERANCE * scale
          || corral.stream().anyMatch(s -> Arrays.equals(s, v))) {
        return p;
      }
      enter(v);
      toAffineMinimiser();
      double[] next = combined(dimension);
      if (dot(next, next) >= dot(p, p)) {
        return p;
      }
      p = next;
    }
    return p;
  }

  private void enter(double[] v) {
    corral.add(v);
    weights = Arrays.copyOf(weights, corral.size());
  }

  private double[] combined(int dimension) {
    double[] p = new double[dimension];
    for (int i = 0; i < weights.length; i++) {
      double[] v = corral.get(i);
      for (int j = 0; j < dimension; j++) {
        p[j] += weights[i] * v[j];
      }
    }
    return p;
  }

  /** Moves towards the point of least norm in the affine hull, dropping the vertices whose weight vanishes on the way. */
  private void toAffineMinimiser() {
    while (true) {
      double[] free = affine();
      double step = 1;
      for (int i = 0; i < free.length; i++) {
        if (free[i] <= 0) {
          step = Math.min(step, weights[i] / (weights[i] - free[i]));
        }
      }
      for (int i = 0; i < free.length; i++) {
        weights[i] = (1 - step) * weights[i] + step * free[i];
      }
      if (step >= 1 || !dropVanished()) {
        return;
      }
    }
  }

  private boolean dropVanished() {
    int kept = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 1e-15) {
        corral.set(kept, corral.get(i));
        weights[kept++] = weights[i];
      }
    }
    boolean dropped = kept < weights.length;
    corral.subList(kept, corral.size()).clear();
    weights = Arrays.copyOf(weights, kept);
    return dropped;
  }

  /** argmin ‖Σ v_i s_i‖ with Σ v_i = 1, free signs: solves [0 1ᵀ; 1 G] by elimination with pivoting, G the Gram matrix. */
  private double[] affine() {
    int n = corral.size() + 1;
    double[][] a = new double[n][n + 1];
    double scale = Math.max(Double.MIN_NORMAL, corral.stream().mapToDouble(s -> dot(s, s)).max().orElseThrow());
    for (int i = 1; i < n; i++) {
      a[0][i] = 1;
      a[i][0] = 1;
      for (int j = 1; j <= i; j++) {
        a[i][j] = dot(corral.get(i - 1), corral.get(j - 1)) / scale;
        a[j][i] = a[i][j];
      }
    }
    a[0][n] = 1;
    return Arrays.copyOfRange(eliminate(a, n), 1, n);
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

  private static double dot(double[] a, double[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += a[i] * b[i];
    }
    return s;
  }
}
