package dev.danskin.models.onnx;

import dev.danskin.api.Domain;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A network read from ONNX.
 *
 * @param graph the network; its batch is free whatever the file said
 * @param inputName of the graph's input in the file
 * @param outputName of its output
 * @param opset the operator set the file was written for
 * @param producer what wrote the file, as it says
 */
public record OnnxNetwork(Graph graph, String inputName, String outputName, long opset, String producer) {
  /** The shape of one input, without the batch axis. */
  public int[] inputShape() {
    return graph.inputShape();
  }

  /** The shape of one output, without the batch axis. */
  public int[] outputShape() {
    return graph.shape(graph.output());
  }

  /**
   * The network as a classifier: its graph; where that gives one number, two classes with the logits (0, z), whose softmax is the sigmoid of
   * z. A final sigmoid is taken off, z is what it reads. The second class is that of z &gt; 0.
   */
  public Graph classifier() {
    return BinaryHead.in(graph).map(BinaryHead::classifier).orElse(graph);
  }

  /**
   * Reads a file, as {@link OnnxReader#read(java.nio.file.Path)}.
   *
   * @throws java.io.IOException if reading fails
   */
  public static OnnxNetwork load(Path file) throws IOException {
    return OnnxReader.read(file);
  }

  /**
   * The same network for inputs in the units of the data.
   *
   * @param input what it wants, as {@link InputScaling#parse}: {@code unit}, {@code raw} or {@code mean=A:B:C,std=A:B:C}
   * @throws IllegalArgumentException if it is none of them, or does not fit
   */
  public OnnxNetwork scaled(String input) {
    return new OnnxNetwork(InputScaling.parse(input).before(graph), inputName, outputName, opset, producer);
  }

  /**
   * The classifier, ready to answer. Close it.
   *
   * @param domain the valid inputs in the units of the data; axes are joined, split or exchanged to fit
   * @throws IllegalArgumentException if the domain does not have as many features as the network reads
   */
  public Network on(GraphBackend backend, Domain domain) {
    return Network.of(GraphEdit.adapted(classifier(), domain.shape()), backend, domain);
  }

  /** What {@link #classifier()} changes, for people; empty where that is nothing. */
  public Optional<String> note() {
    return BinaryHead.in(graph).map(head -> "one output: read as two classes with the logits (0, z)"
        + (head.sigmoid() ? ", z before the final Sigmoid, which is taken off" : ""));
  }

  /** A table of operators, output shapes and parameters, for people. */
  public String describe() {
    StringBuilder s = new StringBuilder();
    s.append(String.format(Locale.ROOT, "input  %s %s%noutput %s %s%nopset %d, written by %s, %d parameters%n%n", inputName,
        shown(graph.inputShape()), outputName, shown(graph.shape(graph.output())), opset,
        producer.isEmpty() ? "an unnamed program" : producer, graph.parameters().size()));
    note().ifPresent(note -> s.append(String.format(Locale.ROOT, "%s%n%n", note)));
    s.append(String.format(Locale.ROOT, "%-20s %-28s %-18s %10s%n", "operator", "node", "output", "parameters"));
    for (Node node : graph.nodes()) {
      int parameters = node.parameters().stream().mapToInt(p -> graph.parameters().blocks().get(p).size()).sum();
      s.append(String.format(Locale.ROOT, "%-20s %-28s %-18s %10d%n", node.operator().type(), cut(node.name()),
          shown(graph.shape(node.output())), parameters));
    }
    return s.toString();
  }

  private static String cut(String name) {
    return name.length() <= 28 ? name : "…" + name.substring(name.length() - 27);
  }

  private static String shown(int[] row) {
    return row.length == 0 ? "[n]" : "[n, " + Arrays.toString(row).substring(1);
  }
}
