package dev.danskin.models.graph;

import dev.danskin.api.tensor.Tensor;

/**
 * A graph compiled by a backend for one tile: a fixed number of instances, all buffers preallocated. Rows beyond those
 * loaded are pads and are never read back. Belongs to one thread at a time.
 */
public interface Program extends AutoCloseable {
  /** The number of instances that fit. */
  int tile();

  /** Replaces θ [1, p]. */
  void parameters(Tensor theta);

  /** Evaluates the rows {@code first … first + count − 1} of x, count ≤ tile, and keeps what the pullbacks need. */
  void forward(Tensor x, int first, int count);

  /** Copies the outputs of the last forward to the rows {@code first …} of {@code out}. */
  void output(Tensor out, int first, int count);

  /**
   * Carries the cotangents in the rows {@code first …} of {@code cotangent} back to the input of the last forward and
   * writes them to the same rows of {@code out}. May be called several times for one forward.
   */
  void pullback(Tensor cotangent, int first, int count, Tensor out);

  /**
   * Adds the parameter gradient for the rows {@code first …} of {@code cotangent} to {@code out} [1, p], sixteen rows at a
   * time in row order, so that a batch has the same bits in all tiles. May be called several times for one forward.
   */
  void parameterPullback(Tensor cotangent, int first, int count, Tensor out);

  /**
   * Writes the statistics that the last forward found of its batch to the places of their blocks in {@code out} [1, p];
   * leaves the rest. Most operators find none.
   */
  default void statistics(Tensor out) {}

  /** Memory held for activations and parameters, in bytes. */
  long bytes();

  /** Frees native memory. */
  @Override
  void close();
}
