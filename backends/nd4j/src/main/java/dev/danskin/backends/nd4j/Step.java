package dev.danskin.backends.nd4j;

/** One operation of a program, on preallocated memory. */
interface Step extends AutoCloseable {
  /** Computes the values of its outputs for the whole tile. */
  void forward();

  /** Carries the cotangent of its output to those of its inputs. */
  void backward();

  /** Takes its parameters out of θ [1, p]. */
  default void parameters(float[] theta) {}

  /**
   * Makes the gradient of its parameters, null if it has none. From now on the step keeps what the gradient needs; the
   * forward pass must be done again.
   */
  default ParameterGradient parameterGradient() {
    return null;
  }

  /** Writes the statistics that the last forward found to their places in θ [1, p]. */
  default void statistics(float[] to) {}

  /** Native memory of its own: weights and scratch. */
  default long bytes() {
    return 0;
  }

  @Override
  default void close() {}
}
