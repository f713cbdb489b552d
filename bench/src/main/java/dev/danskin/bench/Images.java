package dev.danskin.bench;

import dev.danskin.api.Labels;
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The inputs of all sides of a comparison.
 *
 * @param x uniform in [0, 1), [n, 1, 28, 28]
 * @param y classes 0, 1, …, 9, 0, 1, …
 */
public record Images(Tensor x, Labels y) {
  /** n images, always the same. */
  public static Images of(int n) {
    Tensor zeros = Tensor.zeros(DType.FLOAT32, n, 1, 28, 28);
    return new Images(Philox.of(1, "bench").uniform(LongStream.range(0, n).toArray(), 0, zeros),
        Labels.of(IntStream.range(0, n).map(i -> i % 10).toArray()));
  }
}
