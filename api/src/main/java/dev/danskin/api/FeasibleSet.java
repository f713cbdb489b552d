package dev.danskin.api;

import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.tensor.Tensor;

/**
 * One set S per instance, known by four oracles. Tensors are [n, …], one instance for each of the n sets. Destination
 * arguments {@code out} have the argument's shape, may be the argument itself, are overwritten and returned.
 */
public interface FeasibleSet {
  /** Whether the sets are convex; laws that need convexity hold only then. */
  boolean convex();

  /** argmin_{s∈S} ‖s − z‖₂, exactly (up to rounding). */
  Tensor project(Tensor z, Tensor out);

  /**
   * Π_S(z + a·d) in one go, d the direction of g: a step of projected gradient ascent (a &gt; 0) or descent.
   *
   * @param g of z's shape
   * @param out of z's shape, may be z or g
   */
  default Tensor step(Tensor z, double a, Direction direction, Tensor g, Tensor out) {
    Kernels kernels = z.memory().kernels();
    Tensor d = switch (direction) {
      case SIGN -> g.signum().scale(a);
      case NORMALISED -> kernels.normalised(a, g, g.like());
      case RAW -> g.scale(a);
    };
    return project(z.plus(d, d), out);
  }

  /**
   * The direction whose unit vector {@link #steepest(Tensor, Tensor)} gives, where it is one of {@link Direction}'s; null otherwise.
   */
  default Direction steepest() {
    return null;
  }

  /**
   * argmax_{s∈S} ⟨a, s⟩.
   *
   * @throws IllegalArgumentException if the set is unbounded
   */
  Tensor extreme(Tensor a, Tensor out);

  /** argmax_{‖d‖≤1} ⟨g, d⟩ in the set's own norm; zero where g is zero. */
  Tensor steepest(Tensor g, Tensor out);

  /**
   * The steepest direction for a point z that sits in its set: coordinates whose bound would stop the move at once may
   * be left out, so that the direction is not spent on them.
   */
  default Tensor steepest(Tensor z, Tensor g, Tensor out) {
    return steepest(g, out);
  }

  /**
   * g without the coordinates whose bound stops a move from z along g at once: 0 there. A set without bounds leaves g as it is.
   *
   * @param out of g's shape, may be g
   */
  default Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
    return g.into(out);
  }

  /**
   * A random point of each set; the distribution is the implementation's and is documented there.
   *
   * @param ids [n], on which the point of each instance depends
   * @param draw which draw, 0 ≤ draw &lt; 2³¹
   * @throws IllegalArgumentException if the set is unbounded
   */
  Tensor sample(Draws draws, long[] ids, long draw, Tensor out);

  /** The sets of the instances {@code index[0], index[1], …}. */
  FeasibleSet rows(int[] index);

  /** Whether each instance of z lies in its set, up to {@code tolerance} relative to the set's size. */
  boolean[] contains(Tensor z, double tolerance);

  /** max_{s∈S} ⟨a, s⟩: all that a bound on a linear function needs; [n]. */
  default double[] support(Tensor a) {
    return a.rowDot(extreme(a, a.like()));
  }
}
