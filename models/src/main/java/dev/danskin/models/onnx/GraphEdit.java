package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Layers put before a network or behind it. */
public final class GraphEdit {
  private GraphEdit() {}

  /** Adds layers to a builder. */
  @FunctionalInterface
  public interface Layers {
    /** Adds to {@code builder} layers that read value {@code input}; returns the number of the last one's value. */
    int add(Graph.Builder builder, int input);
  }

  /**
   * The network behind {@code prefix}, with the given input shape.
   *
   * @throws IllegalArgumentException if the network's first nodes do not fit what the prefix returns
   */
  public static Graph prepend(Graph graph, int[] inputShape, Layers prefix) {
    Graph.Builder builder = Graph.of(inputShape);
    Map<Integer, Integer> values = copied(graph, builder, prefix.add(builder, 0));
    return builder.build(values.get(graph.output()));
  }

  /**
   * The network that goes on from one of its values with {@code suffix}.
   *
   * @param value 0 ≤ value &lt; {@link Graph#values()}, one that the output depends on
   * @throws IllegalArgumentException if the suffix does not fit that value
   */
  public static Graph append(Graph graph, int value, Layers suffix) {
    Graph.Builder builder = Graph.of(graph.inputShape());
    return builder.build(suffix.add(builder, copied(graph, builder, 0).get(value)));
  }

  /** Adds all nodes of a network that is to read {@code input}; returns the new numbers of its values. */
  private static Map<Integer, Integer> copied(Graph graph, Graph.Builder builder, int input) {
    Map<Integer, Integer> values = new HashMap<>();
    values.put(0, input);
    List<Integer> blocks = new ArrayList<>();
    float[] theta = graph.parameters().theta().toFloats();
    for (int b = 0; b < graph.parameters().blocks().size(); b++) {
      var block = graph.parameters().blocks().get(b);
      blocks.add(builder.parameter(block.name(), graph.parameterShape(b),
          Arrays.copyOfRange(theta, block.offset(), block.offset() + block.size())));
    }
    for (Node node : graph.nodes()) {
      List<Integer> in = node.inputs().stream().map(values::get).toList();
      Integer[] parameters = node.parameters().stream().map(blocks::get).toArray(Integer[]::new);
      values.put(node.output(), builder.add(node.name(), node.operator(), in, parameters));
    }
    return values;
  }

  /**
   * The network for data that come as {@code dataShape}: channels first become channels last where the network wants
   * that, otherwise axes are joined or split.
   *
   * @throws IllegalArgumentException if the data do not have as many features as the network reads
   */
  public static Graph adapted(Graph graph, int[] dataShape) {
    int[] wanted = graph.inputShape();
    if (Arrays.equals(wanted, dataShape)) {
      return graph;
    }
    if (Graph.size(wanted) != Graph.size(dataShape)) {
      throw new IllegalArgumentException("expected data of " + Graph.size(wanted) + " features (shape " + Arrays.toString(wanted)
          + "), found " + Graph.size(dataShape) + " (shape " + Arrays.toString(dataShape) + "); choose the data the network was made for");
    }
    boolean channelsLast = dataShape.length == 3 && wanted.length == 3 && dataShape[0] > 1 && wanted[0] == dataShape[1]
        && wanted[1] == dataShape[2] && wanted[2] == dataShape[0];
    return prepend(graph, dataShape, (builder, input) -> channelsLast
        ? builder.add("channels-last", new Transpose(List.of(1, 2, 0)), input)
        : builder.add("shape", new Reshape(Arrays.stream(wanted).boxed().toList()), input));
  }
}
