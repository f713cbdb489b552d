package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * Counter-based random numbers: what is drawn is a function of (seed, component path, example id, draw, position) and
 * of nothing else, so an example gets the same numbers in every batch, order, thread and shard.
 */
public interface Draws {
  /**
   * Fills each instance of {@code out} with uniform numbers in [0, 1), multiples of 2⁻²⁴ in either precision.
   *
   * @param ids one example id per instance of {@code out}
   * @param draw which draw of this component, 0 ≤ draw &lt; 2³¹
   * @return out
   * @throws IllegalArgumentException if the ids are not one per instance or {@code draw} is out of range
   */
  Tensor uniform(long[] ids, long draw, Tensor out);

  /** As {@link #uniform}, standard normal, tails to 8.5σ. */
  Tensor normal(long[] ids, long draw, Tensor out);

  /**
   * A uniform integer in [0, bound) for one id and draw, up to a bias of bound · 2⁻³².
   *
   * @throws IllegalArgumentException if {@code bound} is less than 1
   */
  int index(long id, long draw, int bound);

  /** An independent stream for a part of this component. */
  Draws at(String part);
}
