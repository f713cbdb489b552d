package dev.danskin.models.ops;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * The same elements in C order under another shape. ONNX Flatten, Reshape, Squeeze, Unsqueeze, Identity, Dropout.
 *
 * @param to the instance shape, of as many elements
 */
public record Reshape(List<Integer> to) implements Operator {
  public Reshape {
    to = List.copyOf(to);
  }

  @Override
  public String type() {
    return "Reshape";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] y = to.stream().mapToInt(Integer::intValue).toArray();
    if (Graph.size(y) != Graph.size(inputs.get(0))) {
      throw new IllegalArgumentException("expected a shape of as many elements as " + Arrays.toString(inputs.get(0))
          + ", found " + to);
    }
    return y;
  }
}
