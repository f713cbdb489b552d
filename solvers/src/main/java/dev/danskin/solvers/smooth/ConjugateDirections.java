package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/**
 * d₊ = −g₊ + max(β, η_k) d, β = (y − 2 d |y|²/dᵀy)ᵀ g₊ / dᵀy, η_k = −1/(|d| min(0.01, |g|)): conjugate gradients whose directions
 * descend whatever the line search does (Hager, Zhang: A new conjugate gradient method with guaranteed descent and an efficient line
 * search; SIAM J. Optim. 16, 2005). Begins anew when other variables become free.
 */
public record ConjugateDirections() implements Descent {
  private static final double ETA = 0.01;

  @Override
  public Rule begin(int n) {
    return new Conjugate(n);
  }

  private static final class Conjugate implements Rule {
    private final int n;
    /** The last direction, the gradient where it began, and which variables were free; null where there is none. */
    private double[] d;
    private double[] g;
    private int[] among;

    Conjugate(int n) {
      this.n = n;
    }

    @Override
    public double[] direction(Place at, int[] free, Hessian hessian) {
      double[] next = Free.steepest(at, free);
      if (g != null && Arrays.equals(free, among)) {
        Vectors.add(weight(at.gradient()), d, next);
      }
      d = next;
      among = free;
      g = at.gradient();
      return next.clone();
    }

    private double weight(double[] to) {
      double[] y = Vectors.minus(to, g);
      double dy = Vectors.dot(d, y);
      if (!(dy > 0)) {
        return 0;
      }
      double beta = (masked(y, to) - 2 * masked(y, y) / dy * Vectors.dot(d, to)) / dy;
      double least = -1 / (Vectors.norm(d) * Math.min(ETA, Math.sqrt(masked(g, g))));
      return Double.isNaN(beta) || Double.isInfinite(beta) ? 0 : Math.max(beta, least);
    }

    /** xᵀy over the free variables. */
    private double masked(double[] x, double[] y) {
      return Vectors.dot(Free.gathered(x, among), Free.gathered(y, among));
    }

    @Override
    public boolean scaled() {
      return false;
    }

    @Override
    public void learn(Place from, Place to) {
      // The next direction compares the gradients.
    }

    @Override
    public void forget() {
      g = null;
    }

    @Override
    public Snapshot save() {
      Snapshot none = Snapshot.EMPTY.with("begun", g == null ? 0 : 1);
      return g == null ? none : none.with("d", d).with("g", g).with("among", among);
    }

    @Override
    public void restore(Snapshot saved) {
      forget();
      if (saved.count("begun", 1) == 1) {
        d = saved.doubles("d", n);
        g = saved.doubles("g", n);
        among = saved.indices("among", n);
      }
    }
  }
}
