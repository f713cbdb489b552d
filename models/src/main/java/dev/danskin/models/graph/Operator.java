package dev.danskin.models.graph;

import java.util.List;

/**
 * What a node computes, close to the ONNX operator of the same name. Shapes are those of one instance: the leading
 * instance axis is implicit, and only what stands in a {@link #training()} may mix instances. An operator's parameters
 * are blocks of θ.
 */
public interface Operator {
  /** The operator's name for people: its ONNX name. */
  String type();

  /**
   * The shape rule.
   *
   * @param inputs instance shapes of the inputs
   * @param parameters shapes of the parameter blocks
   * @return instance shape of the output
   * @throws IllegalArgumentException in one sentence if the inputs do not fit
   */
  int[] shape(List<int[]> inputs, List<int[]> parameters);

  /** Which of its parameters, by position, are statistics that a minimisation over θ does not move. */
  default List<Integer> untrained() {
    return List.of();
  }

  /** What stands in its place while θ is trained, with the same shapes and parameters; mostly itself. */
  default Operator training() {
    return this;
  }

  /** Whether an instance's value depends on the other instances of its batch. */
  default boolean mixesInstances() {
    return false;
  }
}
