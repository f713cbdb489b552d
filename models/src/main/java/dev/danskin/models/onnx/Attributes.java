package dev.danskin.models.onnx;

import dev.danskin.models.graph.Unsupported;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The operators that are read, each with the attributes whose meaning is known: those that the importer reads, and those
 * that change nothing when a network is evaluated. Any other attribute may change results and is refused. A number says in
 * which operator sets there is the attribute, below or above that number.
 */
final class Attributes {
  private static final Map<String, Set<String>> KNOWN = table("""
      Gemm transA transB alpha beta
      MatMul
      Add
      Sub
      Mul
      Div
      Conv kernel_shape strides pads dilations auto_pad group
      Relu
      LeakyRelu alpha
      Sigmoid
      Tanh
      Clip min<11 max<11
      MaxPool kernel_shape strides pads auto_pad dilations>9 ceil_mode>9 storage_order>7
      AveragePool kernel_shape strides pads auto_pad count_include_pad ceil_mode>9 dilations>18
      GlobalAveragePool
      ReduceMean axes<18 keepdims noop_with_empty_axes>17
      BatchNormalization epsilon momentum spatial<9 training_mode>13
      Dropout ratio<12 seed>11
      Flatten axis
      Reshape allowzero>13
      Transpose perm
      Concat axis
      Squeeze axes<13
      Unsqueeze axes<13
      Slice starts<10 ends<10 axes<10
      Gather axis
      Shape start>14 end>14
      Softmax axis
      LogSoftmax axis
      Pad mode pads<11 value<11
      Constant value value_float>11 value_floats>11 value_int>11 value_ints>11
      Identity
      Cast to saturate>18 round_mode>23
      """);

  private Attributes() {}

  private static Map<String, Set<String>> table(String lines) {
    return lines.lines().map(line -> line.split(" ")).collect(Collectors.toMap(words -> words[0],
        words -> new TreeSet<>(Arrays.asList(words).subList(1, words.length))));
  }

  static Set<String> operators() {
    return new TreeSet<>(KNOWN.keySet());
  }

  /** @throws Unsupported if the node has an attribute that has no meaning, or none that is known, in this operator set */
  static void check(OnnxModel.Node node, long opset) {
    List<String> known = KNOWN.get(node.type()).stream().filter(a -> within(a, opset)).map(a -> a.split("[<>]")[0]).toList();
    List<String> unknown = node.attributes().keySet().stream().filter(a -> !known.contains(a)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new Unsupported("expected " + (known.isEmpty() ? "no attribute" : "attributes among " + String.join(", ", known))
          + ", found " + String.join(", ", unknown));
    }
  }

  private static boolean within(String attribute, long opset) {
    String[] parts = attribute.split("[<>]");
    return parts.length == 1 || (attribute.contains("<") ? opset < Long.parseLong(parts[1]) : opset > Long.parseLong(parts[1]));
  }
}
