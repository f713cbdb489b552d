package dev.danskin.models.data;

import java.util.ArrayList;
import java.util.List;

/** The ten digits as polylines in the unit square, y downward: {x0, y0, x1, y1, …}. */
final class Digits {
  private Digits() {}

  /** The strokes of a digit; {@code habit} in [0, 1) varies its form as hands do. */
  static List<double[]> of(int digit, double habit) {
    List<double[]> s = new ArrayList<>();
    switch (digit) {
      case 0 -> s.add(arc(0.5, 0.5, 0.38 + 0.1 * habit, 0.5, -90, 270));
      case 1 -> {
        s.add(new double[] {0.55, 0, 0.5, 1});
        if (habit > 0.4) {
          s.add(new double[] {0.3, 0.22, 0.55, 0});
        }
        if (habit > 0.8) {
          s.add(new double[] {0.28, 1, 0.75, 1});
        }
      }
      case 2 -> {
        s.add(joined(arc(0.5, 0.28, 0.38, 0.28, -170, 40), new double[] {0.1, 1}));
        s.add(new double[] {0.1, 1, 0.92, 0.94 + 0.06 * habit});
      }
      case 3 -> {
        s.add(arc(0.45, 0.26, 0.38, 0.26, -150, 90));
        s.add(arc(0.45, 0.74, 0.44, 0.26 - 0.02 * habit, -90, 150));
      }
      case 4 -> {
        s.add(new double[] {0.62 - 0.25 * habit, 0, 0.06, 0.64});
        s.add(new double[] {0.06, 0.64, 0.95, 0.62});
        s.add(new double[] {0.7, 0.3 * habit, 0.66, 1});
      }
      case 5 -> {
        s.add(new double[] {0.88, 0, 0.2, 0.02});
        s.add(new double[] {0.2, 0.02, 0.15, 0.45});
        s.add(arc(0.42, 0.68, 0.45, 0.31, -128, 140 + 15 * habit));
      }
      case 6 -> {
        s.add(joined(new double[] {0.72 - 0.1 * habit, 0, 0.35, 0.28}, new double[] {0.12, 0.68}));
        s.add(arc(0.5, 0.7, 0.38, 0.3, -180, 180));
      }
      case 7 -> {
        s.add(new double[] {0.08, 0.04, 0.9, 0.02});
        s.add(new double[] {0.9, 0.02, 0.6, 0.45, 0.42, 1});
        if (habit > 0.65) {
          s.add(new double[] {0.35, 0.5, 0.78, 0.5});
        }
      }
      case 8 -> {
        s.add(arc(0.5, 0.25, 0.32, 0.25, 0, 360));
        s.add(arc(0.5, 0.74, 0.36 + 0.06 * habit, 0.26, 0, 360));
      }
      default -> {
        s.add(arc(0.48, 0.3, 0.36, 0.3, 0, 360));
        s.add(new double[] {0.84, 0.3, 0.78 - 0.2 * habit, 0.7, 0.66 - 0.3 * habit, 1});
      }
    }
    return s;
  }

  /** Part of an ellipse, from one angle to another in degrees, 0 to the right and 90 down. */
  private static double[] arc(double cx, double cy, double rx, double ry, double from, double to) {
    int pieces = 20;
    double[] p = new double[2 * (pieces + 1)];
    for (int k = 0; k <= pieces; k++) {
      double angle = StrictMath.toRadians(from + (to - from) * k / pieces);
      p[2 * k] = cx + rx * StrictMath.cos(angle);
      p[2 * k + 1] = cy + ry * StrictMath.sin(angle);
    }
    return p;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] p = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, p, a.length, b.length);
    return p;
  }
}
