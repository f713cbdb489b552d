package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.List;

/**
 * θ: one flat buffer with named blocks.
 *
 * @param theta [1, p]
 * @param blocks which part of θ is what, in order, without gaps
 */
public record Parameters(Tensor theta, List<Block> blocks) {
  public Parameters {
    blocks = List.copyOf(blocks);
  }

  /** Number of parameters. */
  public int size() {
    return theta.rowSize();
  }

  /** A named part of θ: {@code shape} elements in C order from {@code offset}. */
  public record Block(String name, List<Integer> shape, int offset) {
    public Block {
      shape = List.copyOf(shape);
    }

    public int size() {
      return shape.stream().reduce(1, (a, b) -> a * b);
    }
  }
}
