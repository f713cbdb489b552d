package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;

/** In which direction to go; how far is a {@link LineSearch}'s to say. An immutable description. */
public interface Descent {
  /** Begins the run of one instance of {@code n} variables. */
  Rule begin(int n);

  /** Most gradients that one direction costs beside those of the places themselves; 0 for methods of first order. */
  default int products() {
    return 0;
  }

  /** ∇²f(x)·v at one place; each product costs a gradient. */
  @FunctionalInterface
  interface Hessian {
    /**
     * The product.
     *
     * @param v [D], zero at variables that are not free
     */
    double[] times(double[] v);
  }

  /** The mutable part, of one run and one thread. */
  interface Rule {
    /**
     * A direction d, [D], with ∇f(x)ᵀd &lt; 0; where it has not, the walk takes −∇f.
     *
     * @param at x
     * @param free the variables that may change, ascending; d is 0 at the others
     */
    double[] direction(Place at, int[] free, Hessian hessian);

    /** Whether a step of 1 along the last direction is the natural one to try first. */
    boolean scaled();

    /** Takes a step. */
    void learn(Place from, Place to);

    /** Begins anew: what was learnt did not help. */
    void forget();

    /** All that directions to come depend on. */
    Snapshot save();

    /** Goes on from what {@link #save} gave; IllegalArgumentException if it is of another rule or size. */
    void restore(Snapshot saved);
  }
}
