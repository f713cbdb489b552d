package dev.danskin.backends.nd4j;

/** One way to carry the cotangent of a convolution's output back to its input. */
interface InputGradient extends AutoCloseable {
  /** Takes the weights [O, C, kH, kW] out of θ from {@code offset}. */
  default void parameters(float[] theta, int offset) {}

  /** Overwrites the input's cotangent for the whole tile. */
  void run();

  default long bytes() {
    return 0;
  }

  @Override
  default void close() {}
}
