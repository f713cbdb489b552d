package dev.danskin.models.graph;

import dev.danskin.api.Backend;
import dev.danskin.api.tensor.DType;

/** A backend that runs networks. Thread-safe. */
public interface GraphBackend extends Backend {
  /** The precision in which networks are computed, and the type of the tensors that programs read and write. */
  DType type();

  /**
   * Compiles a graph for a tile of the given number of instances.
   *
   * @param tile one of {@link #tiles()}; a multiple of {@link #multiple()} if operators mix instances
   * @throws Unsupported naming the node if its operator is not offered
   */
  Program compile(Graph graph, int tile);

  /** The tile sizes that programs exist for, ascending; the smallest takes the rest of a batch. */
  default int[] tiles() {
    return new int[] {16, 64, 256};
  }

  /**
   * Programs whose operators mix instances are compiled for exactly the rows of a batch, any multiple of this; they are
   * never padded.
   */
  default int multiple() {
    return 1;
  }

  /** Whether a row's bits are the same in every tile size and position by construction, so that no check is needed. */
  boolean rowExact();
}
