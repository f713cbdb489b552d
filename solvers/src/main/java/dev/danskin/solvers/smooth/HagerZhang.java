package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;

/**
 * The Wolfe conditions, φ(a) − φ(0) ≤ δ a φ'(0) and φ'(a) ≥ σ φ'(0), or, where rounding hides them, the approximate ones,
 * (2δ − 1) φ'(0) ≥ φ'(a) ≥ σ φ'(0) and φ(a) ≤ φ(0) + ε|φ(0)|: a bracket [a, b] with φ'(a) &lt; 0 ≤ φ'(b) and φ(a) ≤ φ(0) + ε|φ(0)|,
 * narrowed by two secants, and by halves where these shrink it too little (Hager, Zhang: Algorithm 851: CG_DESCENT; ACM TOMS 32, 2006).
 *
 * @param delta δ in (0, ½)
 * @param sigma σ in [δ, 1)
 * @param epsilon ε ≥ 0
 * @param theta where an interval is divided that holds no such bracket yet, in (0, 1)
 * @param gamma a bracket that two secants have not shrunk to this share is halved, in (0, 1)
 * @param rho &gt; 1, how steps grow until there is a bracket
 * @param evaluations most samples, ≥ 1
 */
public record HagerZhang(
    @Default("0.1") double delta,
    @Default("0.9") double sigma,
    @Default("1e-6") double epsilon,
    @Default("0.5") double theta,
    @Default("0.66") double gamma,
    @Default("5") double rho,
    @Default("50") int evaluations)
    implements LineSearch {
  public HagerZhang {
    Wolfe.checkEvaluations(evaluations);
    if (!(delta > 0 && delta < 0.5 && sigma >= delta && sigma < 1 && epsilon >= 0)) {
      throw new IllegalArgumentException("expected 0 < delta < 0.5, delta ≤ sigma < 1, epsilon ≥ 0, found "
          + delta + ", " + sigma + ", " + epsilon);
    }
    if (!(theta > 0 && theta < 1 && gamma > 0 && gamma < 1 && rho > 1)) {
      throw new IllegalArgumentException("expected theta and gamma in (0, 1) and rho > 1, found " + theta + ", " + gamma + ", " + rho);
    }
  }

  /** The constants of CG_DESCENT. */
  public HagerZhang() {
    this(0.1, 0.9, 1e-6, 0.5, 0.66, 5, 50);
  }

  @Override
  public Found search(Line line, double first) {
    return new SecantBracket(this, line).search(first);
  }
}
