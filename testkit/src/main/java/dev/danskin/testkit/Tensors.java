package dev.danskin.testkit;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;

/** Random tensors and comparisons for laws. */
public final class Tensors {
  private Tensors() {}

  /** Standard normal numbers, on the heap. */
  public static Tensor normal(Random random, DType type, int... extents) {
    Tensor t = Memory.heap().allocate(type, Shape.of(extents));
    return t.mapRows((r, v) -> Arrays.setAll(v, i -> random.nextGaussian()), t.fill(0));
  }

  /** Uniform numbers in [low, high), on the heap. */
  public static Tensor uniform(Random random, double low, double high, DType type, int... extents) {
    Tensor t = Memory.heap().allocate(type, Shape.of(extents));
    return t.mapRows((r, v) -> Arrays.setAll(v, i -> low + (high - low) * random.nextDouble()), t.fill(0));
  }

  /** max |a − b| / max(1e-30, max |b|); infinite where only one of the two is NaN. */
  public static double relativeError(Tensor a, Tensor b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double error = 0;
    double scale = 1e-30;
    for (int i = 0; i < x.length; i++) {
      error = Math.max(error, Math.abs(x[i] - y[i]));
      error = Double.isNaN(x[i]) != Double.isNaN(y[i]) ? Double.POSITIVE_INFINITY : error;
      scale = Math.max(scale, Math.abs(y[i]));
    }
    return error / scale;
  }
}
