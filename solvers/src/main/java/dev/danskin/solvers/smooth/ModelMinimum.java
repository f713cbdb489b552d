package dev.danskin.solvers.smooth;

/**
 * The minimiser of m(z) = gᵀ(z − x) + ½ (z − x)ᵀB(z − x) over the variables that are free at the generalised Cauchy point x^c, projected
 * onto the box:
 *
 * <pre>
 * r = [g + θ (x^c − x) − W M Wᵀ(x^c − x)]_F,  d = −r/θ − θ⁻² W_F (M⁻¹ − θ⁻¹ W_FᵀW_F)⁻¹ W_Fᵀ r,  z = P(x^c + d)
 * </pre>
 *
 * <p>(Byrd et al. 1995, the direct primal method). If z − x does not descend, z = x^c + α d instead, α ≤ 1 the largest within the box
 * (Morales, Nocedal 2011).
 */
final class ModelMinimum {
  private final Place from;
  private final Pairs pairs;
  private final Bounds bounds;
  private final double[] x;

  ModelMinimum(Place from, Pairs pairs, Bounds bounds) {
    this.from = from;
    this.pairs = pairs;
    this.bounds = bounds;
    CompactForm b = new CompactForm(pairs);
    if (!b.sound()) {
      pairs.clear();
      b = new CompactForm(pairs);
    }
    CauchyPoint cauchy = new CauchyPoint(from, b, bounds);
    int[] free = cauchy.free();
    x = pairs.isEmpty() || free.length == 0 ? cauchy.x() : descending(cauchy, free, b);
  }

  /** The minimiser, [D], within the box. */
  double[] x() {
    return x;
  }

  private double[] descending(CauchyPoint cauchy, int[] free, CompactForm b) {
    double[] d = free.length == from.x().length ? newton(cauchy) : direction(cauchy, free, b);
    if (d == null) {
      return cauchy.x();
    }
    double[] z = cauchy.x().clone();
    Vectors.add(1, d, z);
    bounds.clamp(z);
    if (Vectors.dot(from.gradient(), Vectors.minus(z, from.x())) < 0) {
      return z;
    }
    z = cauchy.x().clone();
    Vectors.add(Math.min(1, bounds.reach(z, d)), d, z);
    return bounds.clamp(z);
  }

  /** Where every variable is free the minimiser is x − B⁻¹g. */
  private double[] newton(CauchyPoint cauchy) {
    double[] d = pairs.inverseTimes(from.gradient().clone());
    for (int i = 0; i < d.length; i++) {
      d[i] = from.x()[i] - d[i] - cauchy.x()[i];
    }
    return d;
  }

  private double[] direction(CauchyPoint cauchy, int[] free, CompactForm b) {
    double theta = b.theta();
    double[] all = Vectors.minus(cauchy.x(), from.x());
    Vectors.scale(theta, all);
    Vectors.add(1, from.gradient(), all);
    b.add(-1, b.middle(cauchy.projected()), all);
    double[] r = new double[all.length];
    for (int i : free) {
      r[i] = all[i];
    }
    double[] q = b.reducedMiddle(free, b.project(r));
    if (q == null) {
      return null;
    }
    double[] full = Vectors.scale(-1 / theta, r.clone());
    b.add(-1 / (theta * theta), q, full);
    double[] d = new double[full.length];
    for (int i : free) {
      d[i] = full[i];
    }
    return d;
  }
}
