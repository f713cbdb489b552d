package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.Concat;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Sigmoid;
import java.util.List;
import java.util.Optional;

/**
 * One score of two classes: softmax(0, z) = (1 − σ(z), σ(z)).
 *
 * @param z the value that holds the score
 * @param sigmoid whether the network ends in a sigmoid of it
 */
record BinaryHead(Graph graph, int z, boolean sigmoid) {
  /** The head of a network that gives one number, whatever the shape. */
  static Optional<BinaryHead> in(Graph graph) {
    if (graph.size(graph.output()) != 1) {
      return Optional.empty();
    }
    int v = graph.output();
    while (made(graph, v, Reshape.class)) {
      v = read(graph, v);
    }
    boolean sigmoid = made(graph, v, Sigmoid.class);
    return Optional.of(new BinaryHead(graph, sigmoid ? read(graph, v) : graph.output(), sigmoid));
  }

  private static Optional<Node> maker(Graph graph, int value) {
    return graph.nodes().stream().filter(n -> n.output() == value).findFirst();
  }

  private static boolean made(Graph graph, int value, Class<?> operator) {
    return maker(graph, value).map(n -> operator.isInstance(n.operator())).orElse(false);
  }

  private static int read(Graph graph, int value) {
    return maker(graph, value).orElseThrow().inputs().get(0);
  }

  /** Without parameters, so that training cannot change what is 0: it is z − z, which keeps a broken z broken. */
  Graph classifier() {
    return GraphEdit.append(graph, z, (builder, value) -> {
      int score = builder.shape(value).length == 1 ? value : builder.add("binary.score", new Reshape(List.of(1)), value);
      int zero = builder.add("binary.zero", new Arithmetic(Arithmetic.Kind.SUB), List.of(score, score));
      return builder.add("binary.logits", new Concat(0), List.of(zero, score));
    });
  }
}
