package dev.danskin.api.tensor;

/** What {@link Tensor#mapRows} does to one instance. */
@FunctionalInterface
public interface RowMap {
  /** Replaces {@code values}, the elements of instance {@code row} in binary64, by the result. */
  void apply(int row, double[] values);
}
