package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;

/** d = −∇f(x) (Cauchy 1847). */
public record SteepestDescent() implements Descent {
  @Override
  public Rule begin(int n) {
    return new Rule() {
      @Override
      public double[] direction(Place at, int[] free, Hessian hessian) {
        return Free.steepest(at, free);
      }

      @Override
      public boolean scaled() {
        return false;
      }

      @Override
      public void learn(Place from, Place to) {
        // Nothing is remembered.
      }

      @Override
      public void forget() {
        // Nothing is remembered.
      }

      @Override
      public Snapshot save() {
        return Snapshot.EMPTY;
      }

      @Override
      public void restore(Snapshot saved) {
        // Nothing is remembered.
      }
    };
  }
}
