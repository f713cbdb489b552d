package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * x where x &gt; 0, slope·x elsewhere.
 */
public record LeakyRelu(double slope) implements Operator {
  @Override
  public String type() {
    return "LeakyRelu";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return inputs.get(0);
  }
}
