package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Linearized;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.ops.Pad;
import dev.danskin.models.ops.Reshape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@link Operator}, as a backend computes it: extend this class and name the operator, shapes that it takes and a backend
 * that offers it.
 */
public abstract class OperatorContract extends Contract {
  /** The operator on trial. */
  protected abstract Operator operator();

  /** Instance shapes of its inputs. */
  protected abstract List<int[]> inputs();

  /** Shapes of its parameter blocks. */
  protected List<int[]> parameters() {
    return List.of();
  }

  /** Numbers for a parameter block, of which there are {@code size}; standard normal unless overridden. */
  protected double[] parameter(Random random, int block, int size) {
    return random.doubles(size).map(u -> random.nextGaussian()).toArray();
  }

  /** The backend in a precision. */
  protected GraphBackend backend(DType type) {
    return new JvmBackend(type);
  }

  /** Input shapes that the operator has to refuse; empty if it takes any. */
  protected List<List<int[]>> misfits() {
    return List.of();
  }

  /**
   * The output of one instance by the definition, in C order; null if the backend's binary64 is all there is to compare with.
   *
   * @param inputs the elements of each input, in C order
   * @param parameters the elements of each block, in C order
   */
  protected double[] defined(List<double[]> inputs, List<double[]> parameters) {
    return null;
  }

  @Override
  protected Operator subject() {
    return operator();
  }

  @Override
  protected Map<String, String> optOuts() {
    Map<String, String> declined = new TreeMap<>();
    if (operator().mixesInstances()) {
      declined.put("operator04", "mixesInstances() is true: it is there to mix them");
    }
    if (parameters().size() == operator().untrained().size()) {
      declined.put("operator02", "it has no trained parameters");
    }
    if (misfits().isEmpty()) {
      declined.put("operator06", "misfits() is empty: it takes inputs of any shape");
    }
    if (defined(pieces(inputs()), pieces(parameters())) == null) {
      declined.put("operator07", "defined() is null: compared with binary64 only");
    }
    return declined;
  }

  private static List<double[]> pieces(List<int[]> shapes) {
    return shapes.stream().map(s -> new double[Graph.size(s)]).toList();
  }

  /** The input vector is cut into the operator's inputs by padding with negative amounts; its output is flattened. */
  private Graph graph(Random random) {
    int size = inputs().stream().mapToInt(Graph::size).sum();
    Graph.Builder b = Graph.of(size);
    List<Integer> in = new ArrayList<>();
    int from = 0;
    for (int[] shape : inputs()) {
      int n = Graph.size(shape);
      int part = b.add("part", new Pad(List.of(-from), List.of(from + n - size), 0), 0);
      in.add(b.add("shape", new Reshape(Arrays.stream(shape).boxed().toList()), part));
      from += n;
    }
    List<Integer> blocks = new ArrayList<>();
    for (int[] shape : parameters()) {
      double[] w = parameter(random, blocks.size(), Graph.size(shape));
      float[] single = new float[w.length];
      for (int i = 0; i < w.length; i++) {
        single[i] = (float) w[i];
      }
      blocks.add(b.parameter("p" + blocks.size(), shape, single));
    }
    int v = b.add("operator", operator(), in, blocks.toArray(Integer[]::new));
    return b.build(b.add("flat", new Reshape(List.of(Graph.size(b.shape(v)))), v));
  }

  private Network network(Graph graph, DType type) {
    return Network.of(graph, backend(type), dev.danskin.api.Domain.unit(graph.inputShape()));
  }

  private static Tensor normal(Random random, int rows, int size) {
    return Tensors.normal(random, DType.FLOAT64, rows, size);
  }

  /** Differences mean little near a kink or a pole. */
  private static Tensor awayFromZero(Tensor x) {
    return x.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] + Math.copySign(0.2, v[i])), x.like());
  }

  @Test
  void required_operator01_thePullbackIsAdjointToCentralDifferences() {
    Random random = new Random(5);
    Graph graph = graph(random);
    Network f = network(graph, DType.FLOAT64);
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
          assertThat(product[r]).isCloseTo(slope[r], Offset.offset(1e-6 * (1 + Math.abs(slope[r]))));
        }
      }
    }
  }

  /** Blocks that are not trained have no gradient: there it is zero. */
  @Test
  void optional_operator02_theParameterPullbackEqualsCentralDifferences() {
    Random random = new Random(5);
    Graph graph = graph(random);
    Network f = network(graph, DType.FLOAT64);
    Tensor theta = graph.parameters().theta().cast(DType.FLOAT64);
    Tensor x = awayFromZero(normal(random, 2, graph.size(0)));
    Tensor w = normal(random, 2, graph.size(graph.output()));
    try (Linearized l = f.linearize(x)) {
      Tensor gradient = l.parameterPullback(w);
      for (dev.danskin.api.Parameters.Block block : graph.parameters().blocks()) {
        Tensor d = normal(random, 1, theta.rowSize());
        d.mapRows((r, v) -> Arrays.setAll(v, i -> i < block.offset() || i >= block.offset() + block.size() ? 0 : v[i]), d);
        double h = 1e-5;
        Tensor difference = f.at(theta.plus(h, d)).logits(x).minus(f.at(theta.plus(-h, d)).logits(x)).scale(1 / (2 * h));
        double slope = block.trained() ? Arrays.stream(difference.rowDot(w)).sum() : 0;
        assertThat(gradient.rowDot(d)[0]).as(block.name()).isCloseTo(slope, Offset.offset(1e-6 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void required_operator03_binary32AgreesWithBinary64() {
    Graph graph = graph(new Random(6));
    Tensor x = Tensors.normal(new Random(7), DType.FLOAT32, 3, graph.size(0));
    Tensor w = Tensors.normal(new Random(8), DType.FLOAT32, 3, graph.size(graph.output()));
    try (Linearized f = network(graph, DType.FLOAT32).linearize(x); Linearized d = network(graph, DType.FLOAT64).linearize(x)) {
      assertThat(Tensors.relativeError(f.logits(), d.logits())).isLessThan(2e-6);
      assertThat(Tensors.relativeError(f.pullback(w), d.pullback(w.cast(DType.FLOAT64)))).isLessThan(2e-5);
    }
  }

  @Test
  void optional_operator04_rowsAreIndependent() {
    Graph graph = graph(new Random(9));
    Network f = network(graph, DType.FLOAT32);
    Tensor x = Tensors.normal(new Random(10), DType.FLOAT32, 20, graph.size(0));
    Tensor w = Tensors.normal(new Random(11), DType.FLOAT32, 20, graph.size(graph.output()));
    int[] last = {17};
    try (Linearized all = f.linearize(x); Linearized one = f.linearize(x.rows(last))) {
      assertThat(one.logits().toDoubles()).isEqualTo(all.logits().rows(last).toDoubles());
      assertThat(one.pullback(w.rows(last)).toDoubles()).isEqualTo(all.pullback(w).rows(last).toDoubles());
    }
  }

  /** Every element that the shape rule promises is written: what it leaves alone would be the last batch's. */
  @Test
  void required_operator05_theShapeRuleIsWhatForwardReturns() {
    Graph graph = graph(new Random(12));
    int size = Graph.size(operator().shape(inputs(), parameters()));
    assertThat(size).isPositive();
    Network f = network(graph, DType.FLOAT64);
    Tensor x = awayFromZero(normal(new Random(13), 2, graph.size(0)));
    Tensor first = f.logits(x);
    assertThat(first.rowSize()).isEqualTo(size);
    f.logits(x.scale(3));
    assertThat(f.logits(x).toDoubles()).isEqualTo(first.toDoubles());
    assertThat(operator().training().shape(inputs(), parameters())).as("in training").isEqualTo(operator().shape(inputs(), parameters()));
  }

  @Test
  void optional_operator06_shapesThatDoNotFitAreRefused() {
    for (List<int[]> misfit : misfits()) {
      assertThatThrownBy(() -> operator().shape(misfit, parameters())).as(misfit.stream().map(Arrays::toString).toList().toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void optional_operator07_forwardIsTheDefinition() {
    Graph graph = graph(new Random(14));
    List<double[]> blocks = new ArrayList<>();
    double[] theta = graph.parameters().theta().toDoubles();
    graph.parameters().blocks().forEach(b -> blocks.add(Arrays.copyOfRange(theta, b.offset(), b.offset() + b.size())));
    Tensor x = normal(new Random(15), 3, graph.size(0));
    Tensor found = network(graph, DType.FLOAT64).logits(x);
    double[] row = new double[x.rowSize()];
    for (int r = 0; r < 3; r++) {
      x.read(r, row);
      double[] expected = defined(cut(row), blocks);
      assertThat(found.rows(new int[] {r}).toDoubles()).containsExactly(expected, Offset.offset(1e-9));
    }
  }

  private List<double[]> cut(double[] row) {
    List<double[]> pieces = new ArrayList<>();
    int from = 0;
    for (int[] shape : inputs()) {
      pieces.add(Arrays.copyOfRange(row, from, from + Graph.size(shape)));
      from += Graph.size(shape);
    }
    return pieces;
  }

  @Test
  void required_operator08_aNaNIsNotSwallowed() {
    Graph graph = graph(new Random(16));
    Tensor x = normal(new Random(17), 1, graph.size(0));
    assertThat(network(graph, DType.FLOAT64).logits(x.fill(Double.NaN)).rowFinite()).containsOnly(false);
  }
}
