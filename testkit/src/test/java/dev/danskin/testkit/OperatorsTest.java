package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Linearized;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Operator;
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
import dev.danskin.models.ops.TrainingBatchNormalization;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

/** Every operator: pullbacks equal central differences in binary64, binary32 agrees, rows are independent. */
class OperatorsTest {
  /** An operator between two fixed linear maps' worth of shapes: inputs are cut out of one input vector. */
  record Case(String name, Operator operator, List<int[]> inputs, List<int[]> parameters) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case one(String name, Operator operator, int[] input, int[]... parameters) {
    return new Case(name, operator, List.of(input), List.of(parameters));
  }

  static Stream<Case> cases() {
    int[] image = {4, 5, 6};
    Window odd = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 1, false);
    Window dilated = new Window(2, 2, 1, 2, 1, 1, 1, 1, 2, 2, false);
    Window ceil = new Window(2, 2, 2, 2, 0, 0, 0, 0, 1, 1, true);
    return Stream.of(
        one("dense", new Dense(), new int[] {5}, new int[] {5, 3}, new int[] {3}),
        one("dense on the last axis", new Dense(), new int[] {2, 5}, new int[] {5, 3}),
        one("left dense", new LeftDense(), new int[] {2, 3, 4}, new int[] {5, 3}),
        new Case("matmul", new MatMul(), List.of(new int[] {2, 3, 4}, new int[] {2, 4, 5}), List.of()),
        one("conv", new Conv(Window.of(3, 1, 1), 1), image, new int[] {3, 4, 3, 3}, new int[] {3}),
        one("conv, odd window", new Conv(odd, 1), image, new int[] {3, 4, 3, 2}),
        one("conv, dilated, two groups", new Conv(dilated, 2), image, new int[] {6, 2, 2, 2}, new int[] {6}),
        one("depthwise conv", new Conv(Window.of(3, 2, 1), 4), image, new int[] {4, 1, 3, 3}),
        one("relu", new Relu(), image), one("leaky relu", new LeakyRelu(0.1), image), one("sigmoid", new Sigmoid(), image),
        one("tanh", new Tanh(), image), one("clip", new Clip(-0.5, 0.7), image),
        new Case("add", new Arithmetic(Arithmetic.Kind.ADD), List.of(image, image), List.of()),
        new Case("sub, broadcast", new Arithmetic(Arithmetic.Kind.SUB), List.of(image, new int[] {4, 1, 1}), List.of()),
        new Case("mul, broadcast", new Arithmetic(Arithmetic.Kind.MUL), List.of(new int[] {1, 6}, image), List.of()),
        new Case("div", new Arithmetic(Arithmetic.Kind.DIV), List.of(new int[] {6}, new int[] {6}), List.of()),
        one("add constant", new ConstantArithmetic(Arithmetic.Kind.ADD, false), image, new int[] {4, 1, 1}),
        one("constant minus", new ConstantArithmetic(Arithmetic.Kind.SUB, true), image, new int[] {6}),
        one("mul constant", new ConstantArithmetic(Arithmetic.Kind.MUL, false), image, image),
        one("constant over", new ConstantArithmetic(Arithmetic.Kind.DIV, true), image, new int[] {1}),
        one("max pool", new MaxPool(Window.of(2, 2, 0)), image), one("max pool, padded", new MaxPool(odd), image),
        one("average pool", new AveragePool(odd, false), image), one("average pool, pads count", new AveragePool(odd, true), image),
        one("average pool, ceil", new AveragePool(ceil, false), image), one("global average pool", new GlobalAveragePool(), image),
        one("batch normalization", new BatchNormalization(1e-5), image, new int[] {4}, new int[] {4}, new int[] {4}, new int[] {4}),
        one("batch normalization, training", new TrainingBatchNormalization(1e-5), image, new int[] {4}, new int[] {4}, new int[] {4},
            new int[] {4}),
        one("reshape", new Reshape(List.of(20, 6)), image), one("transpose", new Transpose(List.of(2, 0, 1)), image),
        new Case("concat", new Concat(1), List.of(new int[] {2, 3, 2}, new int[] {2, 1, 2}), List.of()),
        one("pad", new Pad(List.of(0, 1, 2), List.of(0, -1, 1), 0.5), image),
        one("softmax", new Softmax(0), image), one("log softmax", new LogSoftmax(2), image));
  }

  /** The input vector is cut into the operator's inputs by padding with negative amounts; its output is flattened. */
  private static Graph graph(Case c, Random random) {
    int size = c.inputs.stream().mapToInt(Graph::size).sum();
    Graph.Builder b = Graph.of(size);
    List<Integer> in = new ArrayList<>();
    int from = 0;
    for (int[] shape : c.inputs) {
      int n = Graph.size(shape);
      int part = b.add("part", new Pad(List.of(-from), List.of(from + n - size), 0), 0);
      in.add(b.add("shape", new Reshape(java.util.Arrays.stream(shape).boxed().toList()), part));
      from += n;
    }
    List<Integer> blocks = new ArrayList<>();
    for (int[] shape : c.parameters) {
      float[] w = new float[Graph.size(shape)];
      for (int i = 0; i < w.length; i++) {
        w[i] = (float) (c.operator instanceof BatchNormalization ? 0.5 + random.nextDouble() : random.nextGaussian());
      }
      blocks.add(b.parameter("p" + blocks.size(), shape, w));
    }
    int v = b.add(c.name, c.operator, in, blocks.toArray(Integer[]::new));
    return b.build(b.add("flat", new Reshape(List.of(Graph.size(b.shape(v)))), v));
  }

  private static Tensor normal(Random random, int rows, int size) {
    return Tensors.normal(random, DType.FLOAT64, rows, size);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void required_operator01_pullbacksEqualCentralDifferences(Case c) {
    Random random = new Random(5);
    Graph graph = graph(c, random);
    Network f = ModelsForTests.onJvm(graph, DType.FLOAT64);
    Tensor theta = graph.parameters().theta().cast(DType.FLOAT64);
    for (int trial = 0; trial < 3; trial++) {
      Tensor x = awayFromZero(normal(random, 2, graph.size(0)));
      Tensor v = normal(random, 2, graph.size(0));
      Tensor w = normal(random, 2, graph.size(graph.output()));
      double h = 1e-5;
      try (Linearized l = f.linearize(x)) {
        double[] slope = f.logits(x.plus(h, v)).minus(f.logits(x.plus(-h, v))).scale(1 / (2 * h)).rowDot(w);
        double[] product = l.pullback(w).rowDot(v);
        if (graph.mixesInstances()) {
          slope = new double[] {slope[0] + slope[1]};
          product = new double[] {product[0] + product[1]};
        }
        for (int r = 0; r < product.length; r++) {
          assertThat(product[r]).isCloseTo(slope[r], org.assertj.core.data.Offset.offset(1e-6 * (1 + Math.abs(slope[r]))));
        }
        if (graph.parameters().size() > 0 && trainable(c)) {
          Tensor d = normal(random, 1, graph.parameters().size());
          Tensor difference = f.at(theta.plus(h, d)).logits(x).minus(f.at(theta.plus(-h, d)).logits(x)).scale(1 / (2 * h));
          double expected = java.util.Arrays.stream(difference.rowDot(w)).sum();
          assertThat(l.parameterPullback(w).rowDot(d)[0]).isCloseTo(expected,
              org.assertj.core.data.Offset.offset(1e-6 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  /** Differences mean little near a kink or a pole. */
  private static Tensor awayFromZero(Tensor x) {
    return x.mapRows((r, v) -> java.util.Arrays.setAll(v, i -> v[i] + Math.copySign(0.2, v[i])), x.like());
  }

  /** The statistics of batch normalization are parameters that have no gradient. */
  private static boolean trainable(Case c) {
    return !(c.operator instanceof BatchNormalization);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void required_operator02_binary32AgreesWithBinary64(Case c) {
    Graph graph = graph(c, new Random(6));
    Tensor x = Tensors.normal(new Random(7), DType.FLOAT32, 3, graph.size(0));
    Tensor w = Tensors.normal(new Random(8), DType.FLOAT32, 3, graph.size(graph.output()));
    try (Linearized f = ModelsForTests.onJvm(graph, DType.FLOAT32).linearize(x);
        Linearized d = ModelsForTests.onJvm(graph, DType.FLOAT64).linearize(x)) {
      assertThat(Tensors.relativeError(f.logits(), d.logits())).isLessThan(2e-6);
      assertThat(Tensors.relativeError(f.pullback(w), d.pullback(w.cast(DType.FLOAT64)))).isLessThan(2e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void required_operator03_rowsAreIndependent(Case c) {
    Graph graph = graph(c, new Random(9));
    Assumptions.assumeFalse(graph.mixesInstances(), "it is there to mix them");
    Network f = ModelsForTests.onJvm(graph, DType.FLOAT32);
    Tensor x = Tensors.normal(new Random(10), DType.FLOAT32, 20, graph.size(0));
    Tensor w = Tensors.normal(new Random(11), DType.FLOAT32, 20, graph.size(graph.output()));
    int[] last = {17};
    try (Linearized all = f.linearize(x); Linearized one = f.linearize(x.rows(last))) {
      assertThat(one.logits().toDoubles()).isEqualTo(all.logits().rows(last).toDoubles());
      assertThat(one.pullback(w.rows(last)).toDoubles()).isEqualTo(all.pullback(w).rows(last).toDoubles());
    }
  }

  @Test
  void required_operator04_shapesThatDoNotFitAreRefusedByName() {
    Graph.Builder b = Graph.of(3, 8, 8);
    int w = b.parameter("w", new int[] {4, 2, 3, 3}, new float[72]);
    assertThatThrownBy(() -> b.add("c1", new Conv(Window.of(3, 1, 1), 1), 0, w)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Conv 'c1': expected").hasMessageContaining("[4, 2, 3, 3]");
    assertThatThrownBy(() -> b.add("r", new Reshape(List.of(5)), 0)).hasMessageStartingWith("Reshape 'r': expected");
    assertThatThrownBy(() -> b.add("p", new MaxPool(Window.of(9, 1, 0)), 0)).hasMessageContaining("at least 9");
  }

  @Test
  void batchNormalizationHasGradientsOfScaleAndShift() {
    Graph graph = graph(one("bn", new BatchNormalization(1e-5), new int[] {2, 3}, new int[] {2}, new int[] {2}, new int[] {2}, new int[] {2}),
        new Random(3));
    Network f = ModelsForTests.onJvm(graph, DType.FLOAT64);
    Tensor x = normal(new Random(4), 2, 6);
    Tensor w = normal(new Random(5), 2, 6);
    Tensor theta = graph.parameters().theta().cast(DType.FLOAT64);
    try (Linearized l = f.linearize(x)) {
      Tensor g = l.parameterPullback(w);
      for (int p = 0; p < 4; p++) {
        int at = p;
        Tensor e = Tensor.zeros(DType.FLOAT64, 1, 8).mapRows((r, v) -> v[at] = 1e-5, Tensor.zeros(DType.FLOAT64, 1, 8));
        double slope = java.util.Arrays.stream(f.at(theta.plus(e)).logits(x).minus(f.at(theta.minus(e)).logits(x)).rowDot(w)).sum() / 2e-5;
        assertThat(g.get(p)).isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-6));
      }
      assertThat(new double[] {g.get(4), g.get(7)}).containsOnly(0);
    }
  }

  @Test
  void batchNormalizationInTrainingIsTheTextbookFormula() {
    Graph.Builder b = Graph.of(1, 1, 2);
    int[] one = {1};
    int v = b.add("bn", new BatchNormalization(0.5), 0, b.parameter("s", one, new float[] {3}), b.parameter("b", one, new float[] {1}),
        b.parameter("m", one, new float[] {7}), b.parameter("v", one, new float[] {9}));
    Graph graph = b.build(b.add("flat", new Reshape(List.of(2)), v));
    assertThat(graph.parameters().blocks()).extracting(dev.danskin.api.Parameters.Block::trained).containsExactly(true, true, false, false);
    Tensor x = Tensor.of(new double[] {1, 2, 3, 6}, 2, 1, 1, 2);
    Network f = ModelsForTests.onJvm(graph, DType.FLOAT64);
    try (Linearized l = f.training().linearize(x)) {
      double root = Math.sqrt(3.5 + 0.5);
      assertThat(l.logits().toDoubles()).containsExactly(new double[] {-6 / root + 1, -3 / root + 1, 1, 9 / root + 1},
          org.assertj.core.data.Offset.offset(1e-12));
      assertThat(l.statistics().toDoubles()).containsExactly(new double[] {0, 0, 3, 14.0 / 3}, org.assertj.core.data.Offset.offset(1e-12));
    }
    assertThat(f.logits(x).get(0)).as("outside training")
        .isCloseTo(3 * (1 - 7) / Math.sqrt(9.5) + 1, org.assertj.core.data.Offset.offset(1e-12));
    assertThatThrownBy(() -> ModelsForTests.onJvm(ModelsForTests.normalizedDense(1, 3, 4, 2), DType.FLOAT32).training()
        .logits(Tensor.zeros(DType.FLOAT32, 1, 3))).hasMessageContaining("expected at least two values");
  }

  @Test
  void aNaNWinsAMaxPool() {
    Graph.Builder b = Graph.of(1, 2, 2);
    int v = b.add("pool", new MaxPool(Window.of(2, 2, 0)), 0);
    Graph graph = b.build(b.add("flat", new Reshape(List.of(1)), v));
    Tensor x = Tensor.of(new float[] {1, Float.NaN, 3, 2}, 1, 1, 2, 2);
    assertThat(ModelsForTests.onJvm(graph, DType.FLOAT32).logits(x).get(0)).isNaN();
    assertThat(Shape.of(2, 3).withRows(4)).isEqualTo(Shape.of(4, 3));
  }
}
