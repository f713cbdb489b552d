package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.tensor.Tensor;

/**
 * The whole space, with a box in which searches begin: the region of interest of COCO's test problems (Hansen et al.: COCO, a platform
 * for comparing continuous optimizers in a black-box setting; OMS 2021). Nothing is infeasible; samples are uniform in the box.
 *
 * @param box where to begin
 */
public record RegionOfInterest(Box box) implements FeasibleSet {
  /**
   * The region low ≤ z ≤ high.
   *
   * @param low [n, …]
   * @param high of low's shape, low ≤ high
   */
  public RegionOfInterest(Tensor low, Tensor high) {
    this(new Box(low, high));
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return z == out ? out : z.into(out);
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    throw new IllegalArgumentException("expected a bounded set, found the whole space; give the problem a feasible set");
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.normalised(g, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    return box.sample(draws, ids, draw, out);
  }

  @Override
  public FeasibleSet rows(int[] index) {
    return new RegionOfInterest((Box) box.rows(index));
  }

  @Override
  public boolean[] contains(Tensor z, double tolerance) {
    return new Everywhere().contains(z, tolerance);
  }
}
