package dev.danskin.backends.nd4j;

/** One operation of a program, on preallocated memory. */
interface Step extends AutoCloseable {
  /** Computes the values of its outputs for the whole tile. */
  void forward();

  /** Carries the cotangent of its output to those of its inputs. */
  void backward();

  /** Takes its parameters out of θ [1, p]. */
  default void parameters(float[] theta) {}

  /** Adds the parameter cotangents of the first {@code rows} instances; called after {@link #backward}. */
  default void parameterCotangents(int rows, float[] out) {}

  default long bytes() {
    return 0;
  }

  @Override
  default void close() {}
}
