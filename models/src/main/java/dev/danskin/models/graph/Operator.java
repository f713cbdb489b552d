package dev.danskin.models.graph;

import java.util.List;

/**
 * What a node computes, close to the ONNX operator of the same name. Shapes are those of one instance: the leading
 * instance axis is implicit, and no operator mixes instances. An operator's parameters are blocks of θ.
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
}
