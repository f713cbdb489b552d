package dev.danskin.models.loops.float32;

/**
 * The plain definition of an operator on arrays of n instances in C order, every sum in a fixed order, so that a row's
 * bits depend on that row only, unless the operator mixes instances. The binary64 twin of this package is generated from this source.
 */
public interface Loops {
  /**
   * Overwrites {@code out} by the operator's values.
   *
   * @param n number of instances; every array of values has n times the elements of one
   * @param in the values that the node reads
   * @param parameters the blocks of θ that it reads
   */
  void forward(int n, float[][] in, float[][] parameters, float[] out);

  /**
   * Adds the cotangents of the inputs to {@code inCotangents}; null entries are skipped.
   *
   * @param out what forward returned for the same arguments
   */
  void pullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] inCotangents);

  /** For each parameter the statistics that the last forward found in its place, null where it has none; null if none has. */
  default float[][] statistics() {
    return null;
  }

  /** Adds the cotangents of the parameters, summed over instances in order; null entries are skipped. */
  void parameterPullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent,
      float[][] parameterCotangents);
}
