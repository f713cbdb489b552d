package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * min(max(x, low), high) with low ≤ high; NaN stays NaN. The derivative is 1 strictly inside and 0 elsewhere.
 */
public record Clip(double low, double high) implements Operator {
  @Override
  public String type() {
    return "Clip";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return inputs.get(0);
  }
}
