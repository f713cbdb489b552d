package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : ‖z‖∞ ≤ radius}, itself a box. Samples: uniform in the ball, then projected, as the reference
 * implementations of projected gradient descent start.
 */
public final class LInfBall extends ConvexBall {
  /**
   * The ball of a radius in a box.
   *
   * @param radius finite and ≥ 0, in the units of the variable
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public LInfBall(double radius, Box box) {
    this(radius, box, box.intersect(radius));
  }

  private LInfBall(double radius, Box box, Box coordinates) {
    super(Norm.LINF, radius, box, coordinates);
  }

  @Override
  public Direction steepest() {
    return Direction.SIGN;
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return coordinates().extreme(a, out);
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.sign(g, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    draws.uniform(ids, draw, out);
    out.mapRows((r, u) -> {
      for (int i = 0; i < u.length; i++) {
        u[i] = radius * (2 * u[i] - 1);
      }
    }, out);
    return project(out, out);
  }

  @Override
  public LInfBall rows(int[] index) {
    return new LInfBall(radius, box.rows(index), coordinates().rows(index));
  }
}
