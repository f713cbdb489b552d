package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * φ(a) ≤ φ(0) + c₁ a φ'(0), |φ'(a)| ≤ c₂ |φ'(0)|: steps grow until an interval must hold such an a, which is then narrowed by cubic
 * interpolation, kept a tenth of the interval away from its ends (Nocedal, Wright: Numerical optimization, 2006, algorithms 3.5 and 3.6).
 *
 * @param ftol c₁ in (0, 1)
 * @param gtol c₂ in (0, 1)
 * @param evaluations most samples, ≥ 1
 */
public record StrongWolfe(@Default("1e-4") double ftol, @Default("0.9") double gtol, @Default("30") int evaluations) implements LineSearch {
  /** How steps grow, and shrink where f is undefined. */
  private static final double GROWS = 2;
  private static final double UNDEFINED = 0.1;
  private static final double MARGIN = 0.1;

  public StrongWolfe {
    Wolfe.check(ftol, gtol, evaluations);
  }

  /** The usual constants. */
  public StrongWolfe() {
    this(1e-4, 0.9, 30);
  }

  @Override
  public Found search(Line line, double first) {
    Wolfe wolfe = new Wolfe(line.start(), ftol, gtol, true);
    Sample before = line.start();
    double limit = line.max();
    double a = first;
    int left = evaluations;
    while (left-- > 0 && a > before.step()) {
      Sample s = line.at(a);
      if (!s.finite()) {
        limit = a;
        a = before.step() + UNDEFINED * (a - before.step());
      } else if (wolfe.holds(s) || a == line.max() && wolfe.decreases(s) && s.slope() < 0) {
        return new Found(s);
      } else if (!wolfe.decreases(s) || s.value() >= before.value() && before.step() > 0) {
        return zoom(line, wolfe, before, s, left);
      } else if (s.slope() >= 0) {
        return zoom(line, wolfe, s, before, left);
      } else {
        double next = Math.min(GROWS * a, line.max());
        before = s;
        a = next < limit || limit == line.max() ? next : a + 0.5 * (limit - a);
      }
    }
    return new Found(before, evaluations + " evaluations");
  }

  /** Between a sample of sufficient decrease and another end. */
  private Found zoom(Line line, Wolfe wolfe, Sample low, Sample high, int left) {
    Sample lo = low;
    Sample hi = high;
    for (int k = 0; k < left; k++) {
      double a = between(lo, hi);
      if (a == lo.step() || a == hi.step()) {
        break;
      }
      Sample s = line.at(a);
      if (s.finite() && wolfe.holds(s)) {
        return new Found(s);
      }
      if (!s.finite() || !wolfe.decreases(s) || s.value() >= lo.value()) {
        hi = s;
      } else {
        hi = s.slope() * (hi.step() - lo.step()) >= 0 ? lo : hi;
        lo = s;
      }
    }
    return new Found(lo, lo.step() > 0 ? "the slope is still steep" : "no step decreases enough");
  }

  private static double between(Sample lo, Sample hi) {
    double width = hi.step() - lo.step();
    double middle = lo.step() + 0.5 * width;
    if (!hi.finite()) {
      return middle;
    }
    double share = (Cubic.minimiser(lo, hi) - lo.step()) / width;
    return share >= MARGIN && share <= 1 - MARGIN ? lo.step() + share * width : middle;
  }
}
