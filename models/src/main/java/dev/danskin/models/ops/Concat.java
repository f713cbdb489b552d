package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs one after the other along an instance axis; their other axes agree.
 *
 * @param axis from 0, the instance axis not counted
 */
public record Concat(int axis) implements Operator {
  @Override
  public String type() {
    return "Concat";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] y = inputs.get(0).clone();
    for (int i = 1; i < inputs.size(); i++) {
      int[] x = inputs.get(i);
      for (int a = 0; a < y.length; a++) {
        if (x.length != y.length || axis < 0 || axis >= y.length || a != axis && x[a] != y[a]) {
          throw new IllegalArgumentException("expected inputs that agree but for axis " + axis + ", found "
              + Arrays.toString(inputs.get(0)) + " and " + Arrays.toString(x));
        }
      }
      y[axis] += x[axis];
    }
    return y;
  }
}
