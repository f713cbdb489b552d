package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * x ∘ c, or c ∘ x where {@code constantFirst}; the constant c is a parameter block, shapes are broadcast axis by axis from
 * the last.
 */
public record ConstantArithmetic(Arithmetic.Kind kind, boolean constantFirst) implements Operator {
  @Override
  public String type() {
    return new Arithmetic(kind).type();
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return Broadcast.shape(inputs.get(0), parameters.get(0));
  }
}
