package dev.danskin.api.kernel;

import dev.danskin.api.Norm;

/**
 * {z ∈ bounds : ‖z‖ ≤ radius}.
 *
 * @param norm L1, L2 or LINF; for LINF the bounds hold the ball too and radius is not looked at
 * @param radius finite and ≥ 0
 * @param bounds contain 0 where the norm is L1 or L2
 */
public record Region(Norm norm, double radius, Bounds bounds) {
  public Region {
    if (norm == Norm.L0 || !(radius >= 0)) {
      throw new IllegalArgumentException("expected the norm l1, l2 or linf and a radius ≥ 0, found " + norm + " and " + radius);
    }
  }

  /** Bounds alone. */
  public static Region of(Bounds bounds) {
    return new Region(Norm.LINF, Double.POSITIVE_INFINITY, bounds);
  }
}
