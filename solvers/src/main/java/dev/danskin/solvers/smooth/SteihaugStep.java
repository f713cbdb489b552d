package dev.danskin.solvers.smooth;

/**
 * d ≈ argmin gᵀd + ½ dᵀ∇²f d, ‖d‖ ≤ Δ: conjugate gradients from 0 until the residual is at most min(½, ‖g‖^½) ‖g‖, the curvature along a
 * direction is not positive, or the path leaves the ball; in the last two cases d is where the direction meets the sphere (Steihaug: The
 * conjugate gradient method and trust regions in large scale optimization; SIAM J. Numer. Anal. 20, 1983; Toint 1981).
 *
 * @param d [D]
 * @param change gᵀd + ½ dᵀ∇²f d
 * @param onSphere whether ‖d‖ = Δ
 * @param slope gᵀd
 */
record SteihaugStep(double[] d, double change, boolean onSphere, double slope) {
  /**
   * The step among the variables {@code free}.
   *
   * @param inner most products
   */
  static SteihaugStep of(Place at, int[] free, Descent.Hessian hessian, double radius, int inner) {
    double[] p = Free.steepest(at, free);
    double[] g = Vectors.scale(-1, p.clone());
    double[] r = g.clone();
    double[] d = new double[p.length];
    double rr = Vectors.dot(r, r);
    double enough = Math.min(0.5, Math.sqrt(Math.sqrt(rr))) * Math.sqrt(rr);
    boolean onSphere = false;
    for (int k = 0; k < inner && Math.sqrt(rr) > enough && !onSphere; k++) {
      double[] hp = hessian.times(p);
      double curvature = Vectors.dot(p, hp);
      double a = curvature > 0 ? rr / curvature : Double.POSITIVE_INFINITY;
      double most = toSphere(d, p, radius);
      onSphere = !(a < most);
      a = onSphere ? most : a;
      Vectors.add(a, p, d);
      for (int i : free) {
        r[i] += a * hp[i];
      }
      double before = rr;
      rr = Vectors.dot(r, r);
      Vectors.scale(rr / before, p);
      Vectors.add(-1, r, p);
    }
    double slope = Vectors.dot(g, d);
    return new SteihaugStep(d, (slope + Vectors.dot(r, d)) / 2, onSphere, slope);
  }

  /** The largest a with ‖d + a p‖ ≤ Δ. */
  private static double toSphere(double[] d, double[] p, double radius) {
    double pp = Vectors.dot(p, p);
    double dp = Vectors.dot(d, p);
    double room = Math.max(0, radius * radius - Vectors.dot(d, d));
    double root = Math.sqrt(dp * dp + pp * room);
    return dp > 0 ? room / (dp + root) : (root - dp) / pp;
  }

  /** The share t in (0, 1] of the step. */
  SteihaugStep cut(double t) {
    return t == 1 ? this : new SteihaugStep(Vectors.scale(t, d.clone()), t * slope + t * t * (change - slope), false, t * slope);
  }
}
