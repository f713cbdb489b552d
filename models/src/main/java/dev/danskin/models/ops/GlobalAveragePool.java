package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The mean over the last two axes of [C, H, W], giving [C, 1, 1].
 */
public record GlobalAveragePool() implements Operator {
  @Override
  public String type() {
    return "GlobalAveragePool";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    if (x.length != 3) {
      throw new IllegalArgumentException("expected an input [C, H, W], found " + Arrays.toString(x));
    }
    return new int[] {x[0], 1, 1};
  }
}
