package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * e^{x_k} / Σ e^{x_j} along one instance axis, stable.
 *
 * @param axis from 0, the instance axis not counted
 */
public record Softmax(int axis) implements Operator {
  @Override
  public String type() {
    return "Softmax";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    if (axis < 0 || axis >= inputs.get(0).length) {
      throw new IllegalArgumentException("expected an axis of " + Arrays.toString(inputs.get(0)) + ", found " + axis);
    }
    return inputs.get(0);
  }
}
