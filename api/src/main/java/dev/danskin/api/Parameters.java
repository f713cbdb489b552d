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

  /** Number of parameters, p. */
  public int size() {
    return theta.rowSize();
  }

  /**
   * A named part of θ: the elements of {@code shape}, in C order, from {@code offset} on.
   *
   * @param trained whether a minimisation over θ moves it; running statistics of batch normalization are not trained
   */
  public record Block(String name, List<Integer> shape, int offset, boolean trained) {
    public Block {
      shape = List.copyOf(shape);
    }

    /** A block that is trained. */
    public Block(String name, List<Integer> shape, int offset) {
      this(name, shape, offset, true);
    }

    /** The same block, not trained. */
    public Block untrained() {
      return new Block(name, shape, offset, false);
    }

    /** Number of elements. */
    public int size() {
      return shape.stream().reduce(1, (a, b) -> a * b);
    }
  }
}
