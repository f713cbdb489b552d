package dev.danskin.attacks;

import dev.danskin.api.Norm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * argmin ‖d‖ subject to ⟨w, d⟩ = c and low ≤ z + d ≤ high: the shortest way from z to a hyperplane inside a box (Croce, Hein 2020).
 * With p_i the room of coordinate i in the direction that helps, the answer moves it by min(t, p_i) for L∞ and by min(t|w_i|, p_i) for L2,
 * where t solves Σ|w_i|·(…) = |c|: the left side is concave and piecewise linear in t, so Newton's method from t = 0 rises to
 * the solution in finitely many steps. For L1 the coordinates of largest |w_i| go to their bounds first. A plane out of
 * reach takes every coordinate to its bound; coordinates with w_i = 0 stay.
 */
final class PlaneInBox {
  private final Norm norm;
  private final double[] room;

  /** @param d the number of coordinates */
  PlaneInBox(Norm norm, int d) {
    this.norm = norm;
    room = new double[d];
  }

  /** Writes the move to {@code d} and returns its norm. */
  double shortest(double[] w, double c, double[] z, double[] low, double[] high, double[] d) {
    double side = c < 0 ? -1 : 1;
    for (int i = 0; i < w.length; i++) {
      room[i] = w[i] == 0 ? 0 : Math.max(0, side * w[i] > 0 ? high[i] - z[i] : z[i] - low[i]);
    }
    if (norm == Norm.L1) {
      spend(w, Math.abs(c), d);
    } else {
      double t = solve(w, Math.abs(c));
      for (int i = 0; i < w.length; i++) {
        d[i] = Math.min(norm == Norm.L2 ? t * Math.abs(w[i]) : t, room[i]);
      }
    }
    return directed(w, side, d);
  }

  /** t, +∞ where the plane is out of reach. */
  private double solve(double[] w, double c) {
    double t = 0;
    while (true) {
      double gained = 0;
      double slope = 0;
      for (int i = 0; i < w.length; i++) {
        double a = Math.abs(w[i]);
        double speed = norm == Norm.L2 ? a : 1;
        boolean free = t * speed < room[i];
        gained += a * (free ? t * speed : room[i]);
        slope += free ? a * speed : 0;
      }
      if (slope == 0) {
        return gained < c ? Double.POSITIVE_INFINITY : t;
      }
      double next = t + (c - gained) / slope;
      if (!(next > t * (1 + 1e-15))) {
        return t;
      }
      t = next;
    }
  }

  private void spend(double[] w, double c, double[] d) {
    int[] order = IntStream.range(0, w.length).boxed().sorted(Comparator.comparingDouble(i -> -Math.abs(w[i]))).mapToInt(i -> i).toArray();
    Arrays.fill(d, 0);
    double left = c;
    for (int i : order) {
      if (left <= 0 || w[i] == 0) {
        return;
      }
      d[i] = Math.min(room[i], left / Math.abs(w[i]));
      left -= d[i] * Math.abs(w[i]);
    }
  }

  private double directed(double[] w, double side, double[] d) {
    double size = 0;
    for (int i = 0; i < w.length; i++) {
      // 0·∞ where the plane is out of reach.
      d[i] = w[i] == 0 ? 0 : d[i];
      size = norm == Norm.LINF ? Math.max(size, d[i]) : size + (norm == Norm.L2 ? d[i] * d[i] : d[i]);
      d[i] *= side * Math.signum(w[i]);
    }
    return norm == Norm.L2 ? Math.sqrt(size) : size;
  }
}
