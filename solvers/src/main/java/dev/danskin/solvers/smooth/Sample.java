package dev.danskin.solvers.smooth;

/**
 * f on a line: φ(a) = f(x + a d).
 *
 * @param step a ≥ 0
 * @param value φ(a); +∞ where f is undefined
 * @param slope φ'(a) = ∇f(x + a d)ᵀ d
 * @param x x + a d, [D]; not to be overwritten
 * @param gradient ∇f(x + a d), [D]; not to be overwritten
 */
public record Sample(double step, double value, double slope, double[] x, double[] gradient) {
  /** Whether f and its slope are defined there. */
  public boolean finite() {
    return Double.isFinite(value) && Double.isFinite(slope);
  }
}
