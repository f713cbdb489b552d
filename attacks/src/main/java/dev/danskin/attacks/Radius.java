package dev.danskin.attacks;

/** The check that all balls share. */
final class Radius {
  private Radius() {}

  static void check(double eps) {
    if (!(eps >= 0) || Double.isInfinite(eps)) {
      throw new IllegalArgumentException("expected a finite eps ≥ 0, found " + eps);
    }
  }
}
