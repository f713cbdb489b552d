package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * L x along the last but one axis: L [out, in] a constant, x […, in, m]. ONNX MatMul with a constant on the left.
 */
public record LeftDense() implements Operator {
  @Override
  public String type() {
    return "MatMul";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    int[] l = parameters.get(0);
    if (x.length < 2 || l.length != 2 || x[x.length - 2] != l[1]) {
      throw new IllegalArgumentException("expected a constant [out, in] and an input […, in, m], found " + Arrays.toString(l)
          + " and " + Arrays.toString(x));
    }
    int[] y = x.clone();
    y[y.length - 2] = l[0];
    return y;
  }
}
