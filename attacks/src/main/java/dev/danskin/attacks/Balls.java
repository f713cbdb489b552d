package dev.danskin.attacks;

import dev.danskin.api.Norm;
import java.util.Arrays;

/** Projections of one vector onto balls without a box, each of its own radius. */
final class Balls {
  private Balls() {}

  /** Replaces v by argmin_{‖z‖ ≤ radius} ‖z − v‖₂; the radius may be +∞, for L0 it is a number of coordinates. */
  static void project(Norm norm, double radius, double[] v) {
    switch (norm) {
      case LINF -> clamp(radius, v);
      case L2 -> shorten(radius, v);
      case L1 -> threshold(radius, v);
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
    double norm = Math.sqrt(square);
    for (int i = 0; i < v.length && norm > radius; i++) {
      v[i] *= radius / norm;
    }
  }

  /** v_i ← sign(v_i)·max(|v_i| − τ, 0), τ from the sorted sizes (Duchi et al. 2008). */
  private static void threshold(double radius, double[] v) {
    double[] sizes = new double[v.length];
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sizes[i] = Math.abs(v[i]);
      sum += sizes[i];
    }
    if (!(sum > radius)) {
      return;
    }
    Arrays.sort(sizes);
    double above = 0;
    double tau = 0;
    for (int k = 1; k <= sizes.length; k++) {
      double next = sizes[sizes.length - k];
      above += next;
      if (next <= (above - radius) / k) {
        break;
      }
      tau = (above - radius) / k;
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.copySign(Math.max(Math.abs(v[i]) - tau, 0), v[i]);
    }
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
