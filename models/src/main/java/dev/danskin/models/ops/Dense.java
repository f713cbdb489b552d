package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * x W + b along the last axis: x […, in], W [in, out], b [out] where a second block is given. ONNX Gemm and MatMul with a
 * constant.
 */
public record Dense() implements Operator {
  @Override
  public String type() {
    return "Gemm";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    int[] w = parameters.get(0);
    if (x.length == 0 || w.length != 2 || x[x.length - 1] != w[0]) {
      throw new IllegalArgumentException("expected an input […, in] and weights [in, out], found " + Arrays.toString(x)
          + " and " + Arrays.toString(w));
    }
    if (parameters.size() > 1 && (parameters.get(1).length != 1 || parameters.get(1)[0] != w[1])) {
      throw new IllegalArgumentException("expected a bias of " + w[1] + " numbers, found shape "
          + Arrays.toString(parameters.get(1)));
    }
    int[] y = x.clone();
    y[y.length - 1] = w[1];
    return y;
  }
}
