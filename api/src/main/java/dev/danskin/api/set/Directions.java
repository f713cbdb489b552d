package dev.danskin.api.set;

import dev.danskin.api.tensor.Tensor;

/**
 * Steepest directions in the dual pairs of norms: argmax_{‖d‖≤1} ⟨g, d⟩ for each instance of g [n, …], zero where g is
 * zero, NaN where g is NaN. {@code out} has g's shape, may be g, and is returned.
 */
public final class Directions {
  private Directions() {}

  /** ‖·‖∞: sign g. */
  public static Tensor sign(Tensor g, Tensor out) {
    return g.signum(out);
  }

  /** ‖·‖₂: g/‖g‖₂, with no guard that could fake a small gradient: the division is exact down to the smallest norm. */
  public static Tensor normalised(Tensor g, Tensor out) {
    return g.memory().kernels().normalised(1, g, out);
  }

  /** ‖·‖₁: the signed unit vector of the largest |g_i|, the first at ties. */
  public static Tensor largest(Tensor g, Tensor out) {
    return g.mapRows((r, v) -> {
      int best = 0;
      for (int i = 0; i < v.length; i++) {
        if (Double.isNaN(v[i])) {
          return;
        }
        best = Math.abs(v[i]) > Math.abs(v[best]) ? i : best;
      }
      double s = Math.signum(v[best]);
      java.util.Arrays.fill(v, 0);
      v[best] = s;
    }, out);
  }
}
