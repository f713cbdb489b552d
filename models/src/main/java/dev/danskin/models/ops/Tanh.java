package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * tanh x.
 */
public record Tanh() implements Operator {
  @Override
  public String type() {
    return "Tanh";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return inputs.get(0);
  }
}
