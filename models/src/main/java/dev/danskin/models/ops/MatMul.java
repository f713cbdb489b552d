package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The matrix product of two activations […, i, j] and […, j, k] with equal leading axes.
 */
public record MatMul() implements Operator {
  @Override
  public String type() {
    return "MatMul";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] a = inputs.get(0);
    int[] b = inputs.get(1);
    boolean fits = a.length >= 2 && a.length == b.length && a[a.length - 1] == b[b.length - 2]
        && Arrays.equals(a, 0, a.length - 2, b, 0, b.length - 2);
    if (!fits) {
      throw new IllegalArgumentException("expected […, i, j] and […, j, k], found " + Arrays.toString(a) + " and "
          + Arrays.toString(b));
    }
    int[] y = a.clone();
    y[y.length - 1] = b[b.length - 1];
    return y;
  }
}
