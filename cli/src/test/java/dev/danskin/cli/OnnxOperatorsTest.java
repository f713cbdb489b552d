package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Domain;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.AveragePool;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Clip;
import dev.danskin.models.ops.Concat;
import dev.danskin.models.ops.ConstantArithmetic;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.LeakyRelu;
import dev.danskin.models.ops.LeftDense;
import dev.danskin.models.ops.LogSoftmax;
import dev.danskin.models.ops.MatMul;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Pad;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Sigmoid;
import dev.danskin.models.ops.Softmax;
import dev.danskin.models.ops.Tanh;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import dev.danskin.testkit.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator as we write it: ONNX Runtime computes what we compute, and we read back the same bits. */
class OnnxOperatorsTest {
  private static final int[] IMAGE = {4, 5, 6};

  record Case(String name, Operator operator, List<int[]> inputs, List<int[]> parameters) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case one(String name, Operator operator, int[] input, int[]... parameters) {
    return new Case(name, operator, List.of(input), List.of(parameters));
  }

  private static Case two(String name, Operator operator, int[] first, int[] second) {
    return new Case(name, operator, List.of(first, second), List.of());
  }

  static Stream<Case> cases() {
    return Stream.of(products(), windows(), arithmetic(), others()).flatMap(s -> s);
  }

  private static Stream<Case> products() {
    return Stream.of(
        one("dense", new Dense(), new int[] {5}, new int[] {5, 3}, new int[] {3}),
        one("dense without bias", new Dense(), new int[] {5}, new int[] {5, 3}),
        one("dense on the last axis", new Dense(), new int[] {2, 5}, new int[] {5, 3}),
        one("dense on the last axis, bias", new Dense(), new int[] {2, 4, 5}, new int[] {5, 3}, new int[] {3}),
        one("left dense", new LeftDense(), new int[] {3, 4}, new int[] {5, 3}),
        one("left dense, batched", new LeftDense(), new int[] {2, 3, 4}, new int[] {5, 3}),
        two("matmul", new MatMul(), new int[] {3, 4}, new int[] {4, 5}),
        two("matmul, batched", new MatMul(), new int[] {2, 3, 4}, new int[] {2, 4, 5}));
  }

  private static Stream<Case> windows() {
    Window odd = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 1, false);
    Window dilated = new Window(2, 2, 1, 2, 1, 1, 1, 1, 2, 2, false);
    Window ceil = new Window(2, 2, 2, 2, 0, 0, 0, 0, 1, 1, true);
    Window ceilPadded = new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1, true);
    Window ceilOdd = new Window(3, 2, 3, 2, 1, 0, 0, 1, 1, 1, true);
    Stream<Case> convolutions = Stream.of(
        one("conv", new Conv(Window.of(3, 1, 1), 1), IMAGE, new int[] {3, 4, 3, 3}, new int[] {3}),
        one("conv, odd pads", new Conv(odd, 1), IMAGE, new int[] {3, 4, 3, 2}),
        one("conv, dilated, two groups", new Conv(dilated, 2), IMAGE, new int[] {6, 2, 2, 2}, new int[] {6}),
        one("depthwise conv", new Conv(Window.of(3, 2, 1), 4), IMAGE, new int[] {4, 1, 3, 3}),
        one("pointwise conv, strided", new Conv(Window.of(1, 2, 0), 1), IMAGE, new int[] {3, 4, 1, 1}),
        one("global average pool", new GlobalAveragePool(), IMAGE),
        one("batch normalization", new BatchNormalization(1e-3), IMAGE, new int[] {4}, new int[] {4}, new int[] {4}, new int[] {4}),
        one("batch normalization of vectors", new BatchNormalization(1e-5), new int[] {4}, new int[] {4}, new int[] {4}, new int[] {4},
            new int[] {4}));
    Stream<Case> pools = Stream.of(odd, dilated, ceil, ceilPadded, ceilOdd, Window.of(2, 2, 0), Window.of(3, 1, 1)).flatMap(w -> Stream.of(
        one("max pool " + w, new MaxPool(w), IMAGE), one("average pool " + w, new AveragePool(w, false), IMAGE),
        one("average pool, pads counted " + w, new AveragePool(w, true), IMAGE)));
    return Stream.concat(convolutions, pools);
  }

  private static Stream<Case> arithmetic() {
    return Stream.of(Arithmetic.Kind.values()).flatMap(kind -> Stream.of(
        two(kind + ", equal shapes", new Arithmetic(kind), IMAGE, IMAGE),
        two(kind + ", broadcast", new Arithmetic(kind), IMAGE, new int[] {4, 1, 1}),
        two(kind + ", fewer axes first", new Arithmetic(kind), new int[] {1, 6}, IMAGE),
        two(kind + ", fewer axes second", new Arithmetic(kind), IMAGE, new int[] {6}),
        two(kind + ", both repeat", new Arithmetic(kind), new int[] {4, 1, 6}, new int[] {1, 5, 1}),
        one(kind + ", constant", new ConstantArithmetic(kind, false), IMAGE, new int[] {4, 1, 1}),
        one(kind + ", constant first", new ConstantArithmetic(kind, true), IMAGE, new int[] {6}),
        one(kind + ", constant of every element", new ConstantArithmetic(kind, false), IMAGE, IMAGE),
        one(kind + ", one number", new ConstantArithmetic(kind, true), IMAGE, new int[] {1}),
        one(kind + ", constant that repeats the value", new ConstantArithmetic(kind, false), new int[] {4, 1, 6}, new int[] {1, 5, 1}),
        one(kind + ", constant of more axes", new ConstantArithmetic(kind, true), new int[] {6}, new int[] {5, 6})));
  }

  private static Stream<Case> others() {
    return Stream.of(
        one("relu", new Relu(), IMAGE), one("leaky relu", new LeakyRelu(0.1), IMAGE), one("sigmoid", new Sigmoid(), IMAGE),
        one("tanh", new Tanh(), IMAGE), one("clip", new Clip(-0.5, 0.7), IMAGE), one("clip, crossed", new Clip(0.7, -0.5), IMAGE),
        one("clip, open", new Clip(-Float.MAX_VALUE, 0.1), IMAGE),
        one("reshape", new Reshape(List.of(20, 6)), IMAGE), one("reshape to a vector", new Reshape(List.of(120)), IMAGE),
        one("transpose", new Transpose(List.of(2, 0, 1)), IMAGE),
        two("concat", new Concat(1), new int[] {2, 3, 2}, new int[] {2, 1, 2}), two("concat, first axis", new Concat(0),
            new int[] {2}, new int[] {3}),
        one("pad", new Pad(List.of(0, 1, 2), List.of(0, 3, 1), 0.5), IMAGE),
        one("crop and pad", new Pad(List.of(-1, 1, 2), List.of(0, -1, 1), -0.5), IMAGE),
        one("softmax", new Softmax(0), IMAGE), one("softmax of vectors", new Softmax(0), new int[] {7}),
        one("log softmax", new LogSoftmax(2), IMAGE), one("log softmax, middle", new LogSoftmax(1), IMAGE));
  }

  /** One input as it is; two are cut out of one vector by pads with negative amounts. */
  private static Graph graph(Case c) {
    Random random = new Random(5);
    boolean single = c.inputs.size() == 1;
    int size = c.inputs.stream().mapToInt(Graph::size).sum();
    Graph.Builder b = single ? Graph.of(c.inputs.get(0)) : Graph.of(size);
    List<Integer> in = new ArrayList<>(single ? List.of(0) : List.of());
    for (int i = 0, from = 0; i < c.inputs.size() && !single; from += Graph.size(c.inputs.get(i++))) {
      int part = b.add("part", new Pad(List.of(-from), List.of(from + Graph.size(c.inputs.get(i)) - size), 0), 0);
      in.add(b.add("shape", new Reshape(Arrays.stream(c.inputs.get(i)).boxed().toList()), part));
    }
    Integer[] blocks = new Integer[c.parameters.size()];
    for (int i = 0; i < blocks.length; i++) {
      float[] w = new float[Graph.size(c.parameters.get(i))];
      for (int k = 0; k < w.length; k++) {
        w[k] = (float) (c.operator instanceof BatchNormalization ? 0.5 + random.nextDouble() : random.nextGaussian());
      }
      blocks[i] = b.parameter("p", c.parameters.get(i), w);
    }
    return b.build(b.add(c.name, c.operator, in, blocks));
  }

  /** Away from zero, since some of them divide. */
  private static Tensor inputs(Graph graph) {
    Tensor x = Tensors.uniform(new Random(3), -1, 1, DType.FLOAT32, Shape.rows(3, graph.inputShape()).extents());
    return x.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] + Math.copySign(0.2, v[i])), x.like());
  }

  private static double[] onJvm(Graph graph, Tensor x) {
    try (Network f = Network.of(graph, new JvmBackend(), Domain.interval(-2, 2, graph.inputShape()))) {
      return f.logits(x).toDoubles();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onnxRuntimeComputesTheSame(Case c) throws Exception {
    Graph graph = graph(c);
    OnnxRuntime.agrees(graph, OnnxWriter.bytes(graph), inputs(graph), c.name);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsReadBackHasTheSameBits(Case c) {
    Graph graph = graph(c);
    Graph again = OnnxReader.read(OnnxWriter.bytes(graph), c.name).graph();
    Tensor x = inputs(graph);
    assertThat(again.shape(again.output())).isEqualTo(graph.shape(graph.output()));
    assertThat(onJvm(again, x)).isEqualTo(onJvm(graph, x));
  }

  @Test
  void aNetworkThatDoesNothingIsWritten() throws Exception {
    Graph graph = Graph.of(3).build(0);
    byte[] file = OnnxWriter.bytes(graph);
    Tensor x = inputs(graph);
    assertThat(onJvm(OnnxReader.read(file, "identity").graph(), x)).isEqualTo(x.toDoubles());
    assertThat(OnnxRuntime.outputs(file, x)[2]).isEqualTo(x.rows(new int[] {2}).toDoubles());
  }

  @Test
  void blocksMayBeNamedLikeEachOtherOrLikeValues() throws Exception {
    Graph.Builder b = Graph.of(2);
    int v = 0;
    for (String name : List.of("input", "output", "v1", "W", "W", "", "v2.shape", "W#4")) {
      v = b.add("add", new ConstantArithmetic(Arithmetic.Kind.ADD, false), v, b.parameter(name, new int[] {2}, new float[] {1, 2}));
    }
    Graph graph = b.build(v);
    OnnxRuntime.agrees(graph, OnnxWriter.bytes(graph), inputs(graph), "names");
  }
}
