package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * φ(a) ≤ φ(0) + c a φ'(0) (Armijo 1966): from the first step on, a becomes the minimiser of the parabola through φ(0), φ'(0) and φ(a), but
 * at least {@code shrink} a and at most a/2.
 *
 * @param ftol c in (0, 1)
 * @param shrink the most that a step is shortened at once, in (0, ½]; where f is undefined it is
 * @param evaluations most samples, ≥ 1
 */
public record Backtracking(@Default("1e-4") double ftol, @Default("0.1") double shrink, @Default("50") int evaluations) implements LineSearch {
  private static final double LEAST = 0.5;

  public Backtracking {
    Wolfe.check(ftol, LEAST, evaluations);
    if (!(shrink > 0 && shrink <= LEAST)) {
      throw new IllegalArgumentException("expected to shorten steps to a share in (0, 0.5], found " + shrink);
    }
  }

  /** The usual constants. */
  public Backtracking() {
    this(1e-4, 0.1, 50);
  }

  @Override
  public Found search(Line line, double first) {
    Sample start = line.start();
    Wolfe armijo = new Wolfe(start, ftol, LEAST, false);
    double a = first;
    for (int k = 0; k < evaluations && a > 0; k++) {
      Sample s = line.at(a);
      if (s.finite() && armijo.decreases(s)) {
        return new Found(s);
      }
      double parabola = -start.slope() * a / (2 * ((s.value() - start.value()) / a - start.slope()));
      a = s.finite() && parabola > shrink * a ? Math.min(parabola, LEAST * a) : shrink * a;
    }
    return new Found(start, evaluations + " evaluations");
  }
}
