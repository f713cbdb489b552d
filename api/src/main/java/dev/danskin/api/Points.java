package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** m points z [m, …]; point j belongs to, and is charged to, instance {@code instance[j]} of the problem. */
public record Points(Tensor z, int[] instance) {
  public Points {
    if (z.rows() != instance.length) {
      throw new IllegalArgumentException("expected one instance for each of " + z.rows() + " points, found " + instance.length);
    }
  }

  /** The points at {@code index}. */
  public Points rows(int[] index) {
    int[] picked = new int[index.length];
    for (int i = 0; i < index.length; i++) {
      picked[i] = instance[index[i]];
    }
    return new Points(z.rows(index), picked);
  }
}
