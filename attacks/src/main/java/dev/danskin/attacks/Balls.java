package dev.danskin.attacks;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Projections;
import dev.danskin.api.kernel.Rows;
import java.util.Arrays;

/** Projections of one vector onto balls without a box, each of its own radius. */
final class Balls {
  private Balls() {}

  /** Replaces v by argmin_{‖z‖ ≤ radius} ‖z − v‖₂; the radius may be +∞, for L0 it is a number of coordinates. */
  static void project(Norm norm, double radius, double[] v) {
    switch (norm) {
      case LINF -> clamp(radius, v);
      case L2 -> shorten(radius, v);
      case L1 -> shrink(radius, v);
      case L0 -> largest((int) Math.min(radius, v.length), v);
    }
  }

  private static void clamp(double radius, double[] v) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.min(Math.max(v[i], -radius), radius);
    }
  }

  private static void shorten(double radius, double[] v) {
    double square = 0;
    for (double x : v) {
      square += x * x;
    }
    double s = Projections.scale(radius, square);
    for (int i = 0; i < v.length; i++) {
      v[i] *= s;
    }
  }

  private static void shrink(double radius, double[] v) {
    double[] low = new double[v.length];
    double[] high = new double[v.length];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    Rows.shrink(v, low, high, Rows.threshold(v, low, high, radius));
  }

  /** Keeps the {@code count} largest |v_i|, the first at ties. */
  private static void largest(int count, double[] v) {
    double[] sizes = new double[v.length];
    Arrays.setAll(sizes, i -> Math.abs(v[i]));
    Arrays.sort(sizes);
    double least = count == 0 ? Double.POSITIVE_INFINITY : sizes[sizes.length - count];
    int ties = count;
    for (double x : v) {
      ties -= Math.abs(x) > least ? 1 : 0;
    }
    for (int i = 0; i < v.length; i++) {
      boolean kept = Math.abs(v[i]) > least || Math.abs(v[i]) == least && ties-- > 0;
      v[i] = kept ? v[i] : 0;
    }
  }
}
