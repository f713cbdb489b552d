package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of each window, over its elements inside the input or, with {@code countPads}, over all its places:
 * [C, H, W] to [C, H′, W′].
 */
public record AveragePool(Window window, boolean countPads) implements Operator {
  @Override
  public String type() {
    return "AveragePool";
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
