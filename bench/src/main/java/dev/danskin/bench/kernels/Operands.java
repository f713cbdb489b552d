package dev.danskin.bench.kernels;

import dev.danskin.api.Philox;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The same operands for all backends. */
final class Operands {
  /** ε of the steps, in the units of images in [0, 1]. */
  static final double EPS = 8 / 255.0;
  /** Length of a step. */
  static final double STEP = 2 / 255.0;
  /** Radius of the L2 ball: smaller than every perturbation before it. */
  static final double RADIUS = 0.5;

  private Operands() {}

  /** "256x3x32x32". */
  static int[] extents(String shape) {
    return Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  /** Uniform numbers in [low, high). */
  static float[] uniform(String name, int[] extents, double low, double high) {
    FloatTensor t = FloatTensor.wrap(new float[Shape.of(extents).size()], Shape.of(extents));
    Philox.of(1, name).uniform(ids(extents[0]), 0, t);
    for (int i = 0; i < t.array().length; i++) {
      t.array()[i] = (float) (low + (high - low) * t.array()[i]);
    }
    return t.array();
  }

  static Tensor tensor(float[] data, int[] extents) {
    return FloatTensor.wrap(data, Shape.of(extents));
  }

  static long[] ids(int n) {
    return LongStream.range(0, n).toArray();
  }

  static int[] classes(int n, int k) {
    return IntStream.range(0, n).map(i -> i % k).toArray();
  }

  static Kernels kernels(String backend) {
    if (backend.equals("jvm")) {
      return Kernels.PLAIN;
    }
    Kernels fastest = Kernels.fastest();
    if (fastest == Kernels.PLAIN) {
      throw new IllegalStateException("expected the kernels simd, found none; run with --add-modules jdk.incubator.vector on a processor with 256-bit vectors");
    }
    return fastest;
  }
}
