package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * max(x, 0); NaN stays NaN. The derivative at 0 is 0.
 */
public record Relu() implements Operator {
  @Override
  public String type() {
    return "Relu";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return inputs.get(0);
  }
}
