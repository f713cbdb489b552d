package dev.danskin.bench;

import dev.danskin.api.Labels;
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The inputs of all sides of a comparison.
 *
 * @param x uniform in [0, 1), [n, …]
 * @param y classes 0, 1, …, 9, 0, 1, …
 */
public record Images(Tensor x, Labels y) {
  /** n inputs of a shape, always the same. */
  public static Images of(int n, int... shape) {
    return new Images(uniform("images", Shape.rows(n, shape)), Labels.of(IntStream.range(0, n).map(i -> i % 10).toArray()));
  }

  /** Uniform numbers in [0, 1), float32. */
  public static Tensor uniform(String name, int... extents) {
    return uniform(name, Shape.of(extents));
  }

  private static Tensor uniform(String name, Shape shape) {
    return Philox.of(1, name).uniform(LongStream.range(0, shape.rows()).toArray(), 0, Memory.heap().allocate(DType.FLOAT32, shape));
  }
}
