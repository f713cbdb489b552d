package dev.danskin.solvers.quadratic;

/**
 * The radius Δ of the trust region and its lower bound ρ, which is the resolution of the search: Δ follows how well models predict, ρ
 * falls when the points of this resolution have nothing more to tell (Powell: The NEWUOA software for unconstrained optimization without
 * derivatives, 2006, sections 2 and 7).
 */
final class TrustRegion {
  private final double last;
  double rho;
  double delta;

  TrustRegion(double first, double last) {
    this.last = Math.min(first, last);
    rho = first;
    delta = first;
  }

  /** After a step of this length, and of this ratio of actual to predicted reduction. */
  void revise(double ratio, double length) {
    if (ratio <= 0.1) {
      to(Math.min(delta / 2, length));
    } else {
      to(Math.max(delta / 2, ratio <= 0.7 ? length : 2 * length));
    }
  }

  /** After a step that was too short for this resolution. */
  void shrink(double most) {
    to(Math.min(delta / 10, most));
  }

  private void to(double radius) {
    delta = radius <= 1.5 * rho ? rho : radius;
  }

  /** Lowers ρ; false if it is the last. */
  boolean refine() {
    if (rho <= last) {
      return false;
    }
    double ratio = rho / last;
    double next = ratio <= 16 ? last : ratio <= 250 ? Math.sqrt(rho * last) : rho / 10;
    delta = Math.max(rho / 2, next);
    rho = next;
    return true;
  }
}
