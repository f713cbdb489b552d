package dev.danskin.backends.nd4j;

/**
 * The gradient of a step's own blocks of θ. It is computed for groups of sixteen rows that begin at multiples of sixteen
 * and added to θ's gradient group by group in row order, so that its bits do not depend on the tiles the rows came in.
 */
interface ParameterGradient extends AutoCloseable {
  /** Rows of a group. */
  int GROUP = 16;

  /** Takes what it needs out of θ [1, p]. */
  default void parameters(float[] theta) {}

  /**
   * Adds the gradient of one group, once the cotangents of the whole tile are there.
   *
   * @param first the group's first row, a multiple of {@link #GROUP}
   * @param rows 1 … {@link #GROUP}; the group's further rows are pads and may hold anything
   * @param sum the gradient of θ [1, p]
   */
  void add(int first, int rows, float[] sum);

  default long bytes() {
    return 0;
  }

  @Override
  default void close() {}
}
