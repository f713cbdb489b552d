package dev.danskin.api.set;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : N(z) ≤ radius}: a ball around 0 cut with a box that contains 0. The box is what a domain leaves of the
 * space around an input, so every oracle answers for the intersection, not for one set after the other.
 */
abstract class Ball implements FeasibleSet {
  private final Norm norm;
  final double radius;
  final Box box;

  Ball(Norm norm, double radius, Box box) {
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException("expected a finite radius ≥ 0, found " + radius);
    }
    this.norm = norm;
    this.radius = radius;
    this.box = box;
  }

  /** What an oracle does to one instance: replaces v, given the bounds low ≤ 0 ≤ high. */
  @FunctionalInterface
  interface RowOracle {
    void apply(double[] v, double[] low, double[] high);
  }

  final Tensor perRow(Tensor z, Tensor out, RowOracle oracle) {
    double[] low = new double[z.rowSize()];
    double[] high = new double[z.rowSize()];
    return z.mapRows((r, v) -> {
      box.low().read(r, low);
      box.high().read(r, high);
      oracle.apply(v, low, high);
    }, out);
  }

  @Override
  public Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
    return box.unobstructed(z, g, out);
  }

  @Override
  public final boolean[] contains(Tensor z, double tolerance) {
    boolean[] inside = box.contains(z, tolerance);
    double[] size = norm.of(z);
    for (int r = 0; r < inside.length; r++) {
      inside[r] &= size[r] <= radius * (1 + tolerance);
    }
    return inside;
  }

  static void clip(double[] v, double[] low, double[] high) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.min(Math.max(v[i], low[i]), high[i]);
    }
  }
}
