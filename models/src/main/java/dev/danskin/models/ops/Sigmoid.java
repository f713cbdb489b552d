package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * 1 / (1 + e^{−x}).
 */
public record Sigmoid() implements Operator {
  @Override
  public String type() {
    return "Sigmoid";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return inputs.get(0);
  }
}
