package dev.danskin.models.graph;

import java.util.List;

/**
 * One application of an operator.
 *
 * @param name the node's name, as in the file it came from
 * @param inputs the values it reads, by number
 * @param parameters the blocks of θ it reads, by index
 * @param output the number of the value it defines
 */
public record Node(String name, Operator operator, List<Integer> inputs, List<Integer> parameters, int output) {
  public Node {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
  }

  @Override
  public String toString() {
    return operator.type() + " '" + name + "'";
  }
}
