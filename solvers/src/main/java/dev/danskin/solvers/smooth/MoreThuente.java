package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * φ(a) ≤ φ(0) + μ a φ'(0), |φ'(a)| ≤ η |φ'(0)|: the Wolfe conditions, met by an interval of uncertainty whose steps are
 * safeguarded cubic and quadratic interpolations; ψ(a) = φ(a) − φ(0) − μ a φ'(0) is interpolated until it has been seen below 0
 * with φ' ≥ 0 (Moré, Thuente: Line search algorithms with guaranteed sufficient decrease; ACM TOMS 20, 1994).
 *
 * @param ftol μ in (0, 1)
 * @param gtol η in (0, 1)
 * @param xtol the relative width of an interval at which a search ends, ≥ 0
 * @param evaluations most samples, ≥ 1
 * @param curvature which slopes are steep
 */
public record MoreThuente(
    @Default("1e-3") double ftol,
    @Default("0.9") double gtol,
    @Default("0.1") double xtol,
    @Default("20") int evaluations,
    @Default("weak") Curvature curvature)
    implements LineSearch {

  /** Which slopes are too steep to end with. */
  public enum Curvature {
    /** |φ'(a)| &gt; η |φ'(0)|. */
    STRONG,
    /** φ'(a) &lt; −η |φ'(0)|: all that sᵀy > 0 needs; steps beyond a minimiser are as good if f has fallen enough. */
    WEAK
  }

  public MoreThuente {
    Wolfe.check(ftol, gtol, evaluations);
    if (!(xtol >= 0)) {
      throw new IllegalArgumentException("expected a relative width xtol of at least 0, found " + xtol);
    }
  }

  /** The constants of L-BFGS-B, weak. */
  public MoreThuente() {
    this(1e-3, 0.9, 0.1, 20, Curvature.WEAK);
  }

  @Override
  public Found search(Line line, double first) {
    return new Uncertainty(this, line).search(first);
  }
}
