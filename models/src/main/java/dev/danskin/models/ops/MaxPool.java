package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The largest element of each window, [C, H, W] to [C, H′, W′]; pads never win. The cotangent goes to the first largest.
 */
public record MaxPool(Window window) implements Operator {
  @Override
  public String type() {
    return "MaxPool";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    if (x.length != 3) {
      throw new IllegalArgumentException("expected an input [C, H, W], found " + Arrays.toString(x));
    }
    return window.shape(x[0], x);
  }
}
