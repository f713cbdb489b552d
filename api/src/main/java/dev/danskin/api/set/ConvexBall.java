package dev.danskin.api.set;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.Tensor;

/** A ball of a norm whose projection is a kernel. */
abstract class ConvexBall extends Ball {
  private final Region region;

  /** @param coordinates what bounds each coordinate: the box, for LINF cut with the ball */
  ConvexBall(Norm norm, double radius, Box box, Box coordinates) {
    super(norm, radius, box);
    region = new Region(norm, radius, coordinates.bounds());
  }

  /** What bounds each coordinate. */
  final Box coordinates() {
    return new Box(region.bounds());
  }

  @Override
  public final boolean convex() {
    return true;
  }

  @Override
  public final Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
    return coordinates().unobstructed(z, g, out);
  }

  @Override
  public final Tensor project(Tensor z, Tensor out) {
    return z.memory().kernels().project(z, region, out);
  }

  @Override
  public final Tensor step(Tensor z, double a, Direction direction, Tensor g, Tensor out) {
    return z.memory().kernels().step(z, a, direction, g, region, out);
  }
}
