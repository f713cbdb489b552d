package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import dev.danskin.models.ops.AveragePool;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Sigmoid;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import dev.danskin.testkit.BackendContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Nd4jBackendTest extends BackendContract {
  private final GraphBackend backend = new Nd4jBackend();

  @Override
  protected GraphBackend backend() {
    return backend;
  }

  @Override
  protected List<Graph> networks() {
    List<Graph> all = new ArrayList<>(super.networks());
    all.add(channelsLastExport());
    all.add(oddOnes());
    return all;
  }

  @Test
  void numerics_nd4j01_noTileIsLost() {
    networks().forEach(graph -> new TileRows(graph, backend).check());
  }

  /** ∞ − ∞ in the first convolution, at one pixel of one instance; pooling and relu come after it. */
  @Test
  void numerics_nd4j02_aNaNThatArisesInsideIsNotSwallowed() {
    Graph.Builder b = Graph.of(1, 4, 4);
    int w = b.parameter("w", new int[] {1, 1, 1, 2}, new float[] {3e38f, -3e38f});
    int v = b.add("conv", new Conv(new Window(1, 2, 1, 1, 0, 0, 0, 1, 1, 1, false), 1), 0, w);
    v = b.add("relu", new Relu(), v);
    v = b.add("conv1x1", new Conv(Window.of(1, 1, 0), 1), v, b.parameter("one", new int[] {1, 1, 1, 1}, new float[] {1}));
    v = b.add("pool", new MaxPool(Window.of(2, 2, 0)), v);
    Graph graph = b.build(b.add("flat", new Reshape(List.of(Graph.size(b.shape(v)))), v));
    float[] x = new float[32];
    x[16] = 2;
    x[17] = 2;
    FloatTensor out = FloatTensor.wrap(new float[2 * graph.size(graph.output())], Shape.of(2, graph.size(graph.output())));
    try (Program p = backend.compile(graph, 16)) {
      p.forward(FloatTensor.wrap(x, Shape.of(2, 1, 4, 4)), 0, 2);
      p.output(out, 0, 2);
    }
    float[] rows = out.array();
    int size = rows.length / 2;
    for (int i = 0; i < size; i++) {
      assertThat(rows[i]).isZero();
    }
    assertThat(IntStream.range(size, 2 * size).anyMatch(i -> Float.isNaN(rows[i]))).isTrue();
  }

  @Test
  void numerics_nd4j03_aNaNInACotangentReachesTheParametersAndOneOnAPadDoesNot() {
    for (Graph graph : networks()) {
      int rows = 5;
      float[] x = new float[rows * graph.size(0)];
      Arrays.fill(x, 0.25f);
      float[] cotangent = new float[rows * graph.size(graph.output())];
      Arrays.fill(cotangent, 1);
      Arrays.fill(cotangent, 0, graph.size(graph.output()), Float.NaN);
      try (Program p = backend.compile(graph, 16)) {
        p.forward(FloatTensor.wrap(x, Shape.of(rows, graph.size(0))), 0, rows);
        assertThat(anyNaN(graph, p, cotangent, 0, rows)).isTrue();
        assertThat(anyNaN(graph, p, cotangent, 1, rows - 1)).isFalse();
      }
    }
  }

  private static boolean anyNaN(Graph graph, Program p, float[] cotangent, int first, int count) {
    FloatTensor sum = FloatTensor.wrap(new float[graph.parameters().size()], Shape.of(1, graph.parameters().size()));
    p.parameterPullback(FloatTensor.wrap(cotangent, Shape.of(5, graph.size(graph.output()))), first, count, sum);
    return IntStream.range(0, sum.array().length).anyMatch(i -> Float.isNaN(sum.array()[i]));
  }

  private static int weights(Graph.Builder b, Random random, int... shape) {
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (0.2 * random.nextGaussian());
    }
    return b.parameter("w", shape, w);
  }

  /** Channels last in, transposed to first and back, as Keras exports it. */
  private static Graph channelsLastExport() {
    Random random = new Random(1);
    Graph.Builder b = Graph.of(10, 9, 5);
    int v = b.add("first", new Transpose(List.of(2, 0, 1)), 0);
    v = b.add("conv", new Conv(Window.of(3, 1, 1), 1), v, weights(b, random, 6, 5, 3, 3), weights(b, random, 6));
    v = b.add("pool", new AveragePool(Window.of(2, 2, 0), false), v);
    v = b.add("last", new Transpose(List.of(1, 2, 0)), v);
    v = b.add("flat", new Reshape(List.of(Graph.size(b.shape(v)))), v);
    return b.build(b.add("dense", new Dense(), v, weights(b, random, Graph.size(b.shape(v)), 4)));
  }

  /** Asymmetric pads, groups, padded pooling, strides that do not divide, a sigmoid between convolutions. */
  private static Graph oddOnes() {
    Random random = new Random(2);
    Graph.Builder b = Graph.of(4, 11, 10);
    Window uneven = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 1, false);
    int v = b.add("uneven", new Conv(uneven, 1), 0, weights(b, random, 6, 4, 3, 2));
    v = b.add("sigmoid", new Sigmoid(), v);
    v = b.add("grouped", new Conv(Window.of(3, 1, 1), 2), v, weights(b, random, 8, 3, 3, 3), weights(b, random, 8));
    v = b.add("relu", new Relu(), v);
    v = b.add("padded", new MaxPool(Window.of(3, 2, 1)), v);
    v = b.add("stride", new Conv(Window.of(2, 2, 0), 1), v, weights(b, random, 5, 8, 2, 2));
    v = b.add("flat", new Reshape(List.of(Graph.size(b.shape(v)))), v);
    return b.build(b.add("dense", new Dense(), v, weights(b, random, Graph.size(b.shape(v)), 3), weights(b, random, 3)));
  }
}
