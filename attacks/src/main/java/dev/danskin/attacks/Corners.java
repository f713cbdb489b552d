package dev.danskin.attacks;

import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;

/** How far a box reaches: no valid perturbation is larger. */
final class Corners {
  private Corners() {}

  /** The size of the largest valid δ of each input, [n]. */
  static double[] farthest(Surroundings s) {
    Tensor high = s.room().high();
    double[] low = new double[high.rowSize()];
    Tensor bounds = s.room().low();
    return s.norm().of(high.mapRows((r, v) -> {
      bounds.read(r, low);
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.max(v[i], -low[i]);
      }
    }, high.like()));
  }
}
