package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * Two activations, elementwise; shapes are broadcast axis by axis from the last.
 */
public record Arithmetic(Kind kind) implements Operator {
  /** What is computed. */
  public enum Kind {
    /** a + b. */
    ADD("Add"),
    /** a − b. */
    SUB("Sub"),
    /** a · b. */
    MUL("Mul"),
    /** a / b. */
    DIV("Div");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  @Override
  public String type() {
    return kind.type;
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return Broadcast.shape(inputs.get(0), inputs.get(1));
  }
}
