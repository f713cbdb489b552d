package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.Tensor;

/**
 * {z : low ≤ z ≤ high}, elementwise, with the norm ‖·‖∞. Samples are uniform.
 *
 * @param bounds [n, …]
 */
public record Box(Bounds bounds) implements FeasibleSet {
  /**
   * A box of any bounds.
   *
   * @param low [n, …]
   * @param high of low's shape, low ≤ high
   */
  public Box(Tensor low, Tensor high) {
    this(new Bounds.Each(low, high));
  }

  /** The lower bounds. */
  public Tensor low() {
    return bounds.low();
  }

  /** The upper bounds. */
  public Tensor high() {
    return bounds.high();
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return z.memory().kernels().project(z, Region.of(bounds), out);
  }

  @Override
  public Tensor step(Tensor z, double a, Direction direction, Tensor g, Tensor out) {
    return z.memory().kernels().step(z, a, direction, g, Region.of(bounds), out);
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    double[] lo = new double[low().rowSize()];
    double[] hi = new double[low().rowSize()];
    return a.mapRows((r, v) -> {
      low().read(r, lo);
      high().read(r, hi);
      for (int i = 0; i < v.length; i++) {
        v[i] = v[i] > 0 ? hi[i] : v[i] < 0 ? lo[i] : Double.isNaN(v[i]) ? v[i] : Math.min(Math.max(0, lo[i]), hi[i]);
      }
    }, out);
  }

  @Override
  public Direction steepest() {
    return Direction.SIGN;
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.sign(g, out);
  }

  @Override
  public Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
    double[] at = new double[z.rowSize()];
    double[] low = new double[z.rowSize()];
    double[] high = new double[z.rowSize()];
    Tensor lowest = low();
    Tensor highest = high();
    return g.mapRows((r, v) -> {
      z.read(r, at);
      lowest.read(r, low);
      highest.read(r, high);
      for (int i = 0; i < v.length; i++) {
        v[i] = v[i] > 0 && at[i] >= high[i] || v[i] < 0 && at[i] <= low[i] ? 0 : v[i];
      }
    }, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    draws.uniform(ids, draw, out);
    double[] lo = new double[low().rowSize()];
    double[] hi = new double[low().rowSize()];
    return out.mapRows((r, u) -> {
      low().read(r, lo);
      high().read(r, hi);
      for (int i = 0; i < u.length; i++) {
        u[i] = lo[i] + u[i] * (hi[i] - lo[i]);
      }
    }, out);
  }

  @Override
  public Box rows(int[] index) {
    return new Box(bounds.rows(index));
  }

  @Override
  public boolean[] contains(Tensor z, double tolerance) {
    boolean[] inside = new boolean[z.rows()];
    double[] v = new double[z.rowSize()];
    double[] lo = v.clone();
    double[] hi = v.clone();
    for (int r = 0; r < inside.length; r++) {
      z.read(r, v);
      low().read(r, lo);
      high().read(r, hi);
      inside[r] = within(v, lo, hi, tolerance);
    }
    return inside;
  }

  private static boolean within(double[] v, double[] lo, double[] hi, double tolerance) {
    for (int i = 0; i < v.length; i++) {
      double slack = tolerance * Math.max(1e-30, Math.max(Math.abs(lo[i]), Math.abs(hi[i])));
      if (!(v[i] >= lo[i] - slack && v[i] <= hi[i] + slack)) {
        return false;
      }
    }
    return true;
  }

  /** This box, which has to contain 0, cut with [−radius, radius] in every coordinate; radius ≥ 0. */
  public Box intersect(double radius) {
    return new Box(bounds.within(radius));
  }
}
