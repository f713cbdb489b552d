package dev.danskin.api.kernel;

import java.util.Arrays;

/** Projections of one instance in binary64, plainly. */
public final class Rows {
  private Rows() {}

  /**
   * The factor of the projection onto {z ∈ [low, high] : ‖z‖₂ ≤ radius}, which is clip(s·y).
   *
   * @param most the largest s wanted: 1 for the projection, +∞ for the extreme point
   */
  public static double scale(double[] y, double[] low, double[] high, double radius, double most) {
    double[] squares = new double[Sums.WIDTH];
    for (int i = 0; i < y.length; i++) {
      double c = clipped(y[i], most, low[i], high[i]);
      squares[i & 15] += c * c;
    }
    double[] free = new double[Sums.WIDTH];
    return Projections.scale(radius, most, Sums.tree(squares), (s, sums) -> {
      Arrays.fill(squares, 0);
      Arrays.fill(free, 0);
      for (int i = 0; i < y.length; i++) {
        if (free(y[i], s, low[i], high[i])) {
          free[i & 15] += y[i] * y[i];
        } else {
          double c = clipped(y[i], s, low[i], high[i]);
          squares[i & 15] += c * c;
        }
      }
      sums[0] = Sums.tree(squares);
      sums[1] = Sums.tree(free);
    });
  }

  /** clip(s·y), 0 for y = 0 whatever s. */
  public static double clipped(double y, double s, double low, double high) {
    return y == 0 ? 0 : Math.min(Math.max(s * y, low), high);
  }

  /** Whether s·y lies within its bounds; at s = 0 whether it may leave 0. */
  public static boolean free(double y, double s, double low, double high) {
    double z = s * y;
    return y != 0 && z > low && z < high || s == 0 && (y > 0 && high > 0 || y < 0 && low < 0);
  }

  /** τ of the projection onto {z ∈ [low, high] : ‖z‖₁ ≤ radius}; 0 where an element is NaN. */
  public static double threshold(double[] y, double[] low, double[] high, double radius) {
    double largest = 0;
    for (double v : y) {
      largest = Math.max(largest, Math.abs(v));
    }
    double[] norm = new double[Sums.WIDTH];
    double[] active = new double[Sums.WIDTH];
    return Projections.threshold(radius, largest, (tau, sums) -> {
      Arrays.fill(norm, 0);
      Arrays.fill(active, 0);
      for (int i = 0; i < y.length; i++) {
        double left = Math.abs(y[i]) - tau;
        double room = y[i] > 0 ? high[i] : -low[i];
        norm[i & 15] += Math.min(Math.max(left, 0), room);
        active[i & 15] += left > 0 && left < room ? 1 : 0;
      }
      sums[0] = Sums.tree(norm);
      sums[1] = Sums.tree(active);
    });
  }

  /** y_i ← clip(sign(y_i)·max(|y_i| − τ, 0)). */
  public static void shrink(double[] y, double[] low, double[] high, double tau) {
    for (int i = 0; i < y.length; i++) {
      double shrunk = Math.copySign(Math.max(Math.abs(y[i]) - tau, 0), y[i]);
      y[i] = Math.min(Math.max(shrunk, low[i]), high[i]);
    }
  }
}
