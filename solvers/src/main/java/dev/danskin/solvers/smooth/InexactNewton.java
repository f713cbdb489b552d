package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;
import dev.danskin.api.Snapshot;

/**
 * ∇²f d ≈ −g by conjugate gradients, until ‖∇²f d + g‖ ≤ min(½, ‖g‖^½) ‖g‖ or the curvature along a direction p is not positive: then d so
 * far is taken, or −g, of the length that |pᵀ∇²f p|
 * gives it, if that was the first (Dembo, Steihaug: Truncated-Newton algorithms for large-scale unconstrained optimization;
 * Math. Programming 26, 1983). Every product costs a gradient.
 *
 * @param inner most products for a direction, ≥ 1
 */
public record InexactNewton(@Default("200") int inner) implements Descent {
  public InexactNewton {
    if (inner < 1) {
      throw new IllegalArgumentException("expected at least 1 product for a direction, found " + inner);
    }
  }

  @Override
  public int products() {
    return inner;
  }

  @Override
  public Rule begin(int n) {
    return new Newton();
  }

  private final class Newton implements Rule {
    @Override
    public double[] direction(Place at, int[] free, Hessian hessian) {
      double[] p = Free.steepest(at, free);
      double[] r = Vectors.scale(-1, p.clone());
      double[] d = new double[p.length];
      double rr = Vectors.dot(r, r);
      double size = Math.sqrt(rr);
      double enough = Math.min(0.5, Math.sqrt(size)) * size;
      for (int k = 0; k < inner && Math.sqrt(rr) > enough; k++) {
        double[] hp = hessian.times(p);
        double curvature = Vectors.dot(p, hp);
        if (!(curvature > Math.ulp(1.0) * Vectors.dot(p, p))) {
          return k == 0 ? along(p, curvature, rr) : d;
        }
        double a = rr / curvature;
        Vectors.add(a, p, d);
        for (int i : free) {
          r[i] += a * hp[i];
        }
        double before = rr;
        rr = Vectors.dot(r, r);
        Vectors.scale(rr / before, p);
        Vectors.add(-1, r, p);
      }
      return d;
    }

    /** −g, as long as if the curvature along it were positive. */
    private double[] along(double[] p, double curvature, double rr) {
      return curvature == 0 ? p : Vectors.scale(rr / Math.abs(curvature), p);
    }

    @Override
    public boolean scaled() {
      return true;
    }

    @Override
    public void learn(Place from, Place to) {
      // The Hessian is looked at anew.
    }

    @Override
    public void forget() {
      // The Hessian is looked at anew.
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY;
    }

    @Override
    public void restore(Snapshot saved) {
      // The Hessian is looked at anew.
    }
  }
}
