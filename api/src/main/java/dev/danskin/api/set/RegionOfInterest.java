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
  private static final Everywhere SPACE = new Everywhere();

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
    return SPACE.project(z, out);
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return SPACE.extreme(a, out);
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return SPACE.steepest(g, out);
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
    return SPACE.contains(z, tolerance);
  }
}
