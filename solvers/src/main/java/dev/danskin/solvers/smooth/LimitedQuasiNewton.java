package dev.danskin.solvers.smooth;

import dev.danskin.api.Default;
import dev.danskin.api.Snapshot;

/**
 * d = −H g, H the inverse Hessian of L-BFGS (Nocedal 1980; Liu, Nocedal: On the limited memory BFGS method for large scale optimization;
 * Math. Programming 45, 1989). Where variables are fixed, H is made of the pairs' parts at the free ones.
 *
 * @param memory m ≥ 1, how many pairs are kept
 */
public record LimitedQuasiNewton(@Default("10") int memory) implements Descent {
  public LimitedQuasiNewton {
    LBfgsB.checkMemory(memory);
  }

  @Override
  public Rule begin(int n) {
    return new Limited(n);
  }

  private final class Limited implements Rule {
    private final int n;
    private final Pairs pairs = new Pairs(memory);

    Limited(int n) {
      this.n = n;
    }

    @Override
    public double[] direction(Place at, int[] free, Hessian hessian) {
      Pairs some = free.length == n ? pairs : pairs.among(free);
      double[] d = some.inverseTimes(Free.gathered(at.gradient(), free));
      return Free.scattered(Vectors.scale(-1, d), free, n);
    }

    @Override
    public boolean scaled() {
      return !pairs.isEmpty();
    }

    @Override
    public void learn(Place from, Place to) {
      pairs.learn(from, to);
    }

    @Override
    public void forget() {
      pairs.clear();
    }

    @Override
    public Snapshot save() {
      return pairs.save();
    }

    @Override
    public void restore(Snapshot saved) {
      pairs.restore(saved, n);
    }
  }
}
