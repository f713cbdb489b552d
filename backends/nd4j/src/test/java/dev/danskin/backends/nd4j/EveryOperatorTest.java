package dev.danskin.backends.nd4j;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
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
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import dev.danskin.testkit.BackendContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of a backend on small networks around each operator, and on the pairs that share memory. */
class EveryOperatorTest extends BackendContract {
  private final GraphBackend backend = new Nd4jBackend();

  @Override
  protected GraphBackend backend() {
    return backend;
  }

  @Override
  protected List<Graph> networks() {
    List<Graph> all = new ArrayList<>();
    for (Operator op : List.of(new Sigmoid(), new Tanh(), new LeakyRelu(0.1), new Clip(-0.3, 0.4), new Relu(),
        new Softmax(0), new LogSoftmax(1), new GlobalAveragePool(), new Transpose(List.of(2, 1, 0)), new Reshape(List.of(7, 30)),
        new Pad(List.of(0, 1, -1), List.of(1, 0, 2), 0.5), new AveragePool(Window.of(3, 2, 1), true),
        new AveragePool(Window.of(3, 2, 1), false), new AveragePool(Window.of(2, 2, 0), false),
        new MaxPool(Window.of(3, 1, 1)),
        new MaxPool(new Window(2, 3, 2, 2, 0, 0, 0, 0, 1, 1, true)), new MaxPool(Window.of(3, 2, 0)))) {
      all.add(between(op));
    }
    for (int channels : new int[] {1, 3, 6}) {
      for (Window w : List.of(Window.of(3, 2, 1), Window.of(2, 3, 0), Window.of(5, 1, 2),
          new Window(3, 2, 1, 1, 2, 1, 2, 1, 2, 2, false), new Window(3, 3, 2, 1, 0, 1, 1, 0, 1, 1, false))) {
        all.add(convolution(channels, w));
      }
    }
    all.add(wide());
    all.add(grouped());
    all.add(beforeParameters());
    all.add(constants());
    all.add(shared());
    all.add(products());
    return all;
  }

  @Test
  void numerics_operators01_noTileIsLost() {
    networks().forEach(graph -> new TileRows(graph, backend).check());
  }

  private static int weights(Graph.Builder b, int... shape) {
    Random random = new Random(Arrays.hashCode(shape));
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (0.3 * random.nextGaussian());
    }
    return b.parameter("w", shape, w);
  }

  private static Graph head(Graph.Builder b, int v) {
    int n = Graph.size(b.shape(v));
    int flat = b.add("flat", new Reshape(List.of(n)), v);
    return b.build(b.add("dense", new Dense(), flat, weights(b, n, 10), weights(b, 10)));
  }

  /** A convolution, the operator, and a dense layer. */
  private static Graph between(Operator op) {
    Graph.Builder b = Graph.of(2, 6, 7);
    int v = b.add("conv", new Conv(Window.of(3, 1, 1), 1), 0, weights(b, 5, 2, 3, 3), weights(b, 5));
    return head(b, b.add("op", op, v));
  }

  private static Graph convolution(int channels, Window w) {
    Graph.Builder b = Graph.of(channels, 10, 9);
    int v = b.add("conv", new Conv(w, 1), 0, weights(b, 4, channels, w.kernelH(), w.kernelW()), weights(b, 4));
    return head(b, b.add("relu", new Relu(), v));
  }

  /** So many windows that a group of images is not unfolded at once. */
  private static Graph wide() {
    Graph.Builder b = Graph.of(10, 30, 30);
    int v = b.add("conv", new Conv(Window.of(5, 1, 2), 1), 0, weights(b, 4, 10, 5, 5), weights(b, 4));
    return head(b, b.add("pool", new MaxPool(Window.of(2, 2, 0)), v));
  }

  /** Three groups of dilated windows on the input, and one group for each channel. */
  private static Graph grouped() {
    Graph.Builder b = Graph.of(6, 8, 7);
    Window dilated = new Window(3, 2, 1, 2, 2, 1, 2, 1, 2, 2, false);
    int v = b.add("groups", new Conv(dilated, 3), 0, weights(b, 9, 2, 3, 2), weights(b, 9));
    v = b.add("channels", new Conv(Window.of(3, 1, 1), 9), b.add("relu", new Relu(), v), weights(b, 9, 1, 3, 3));
    return head(b, v);
  }

  /** Values that depend on no parameter; then constants in and out of place, and c / x, which is infinite on pads. */
  private static Graph beforeParameters() {
    Graph.Builder b = Graph.of(3, 4, 5);
    int twice = b.add("twice", new Arithmetic(Arithmetic.Kind.ADD), List.of(0, 0));
    int v = constant(b, Arithmetic.Kind.MUL, false, b.add("tanh", new Tanh(), twice), 3, 1, 1);
    v = constant(b, Arithmetic.Kind.MUL, false, b.add("sum", new Arithmetic(Arithmetic.Kind.ADD), List.of(v, twice)), 3, 1, 1);
    v = constant(b, Arithmetic.Kind.DIV, true, v, 1);
    v = b.add("conv", new Conv(Window.of(3, 1, 1), 1), v, weights(b, 5, 3, 3, 3), weights(b, 5));
    return head(b, constant(b, Arithmetic.Kind.DIV, false, v, 5, 1, 1));
  }

  private static int constant(Graph.Builder b, Arithmetic.Kind kind, boolean first, int v, int... shape) {
    float[] c = new float[Graph.size(shape)];
    for (int i = 0; i < c.length; i++) {
      c[i] = 0.7f + 0.1f * (i % 11);
    }
    return b.add("constant", new ConstantArithmetic(kind, first), v, b.parameter("c", shape, c));
  }

  /** Normalized input, constants of every kind, batch normalization after a convolution and after a relu. */
  private static Graph constants() {
    Graph.Builder b = Graph.of(3, 6, 5);
    int v = constant(b, Arithmetic.Kind.SUB, false, 0, 3, 1, 1);
    v = constant(b, Arithmetic.Kind.DIV, false, v, 3, 1, 1);
    v = b.add("conv", new Conv(Window.of(3, 1, 1), 1), v, weights(b, 4, 3, 3, 3));
    v = batch(b, v);
    v = b.add("relu", new Relu(), v);
    v = batch(b, v);
    v = constant(b, Arithmetic.Kind.MUL, true, v, 4, 6, 5);
    v = constant(b, Arithmetic.Kind.ADD, false, v, 5);
    v = constant(b, Arithmetic.Kind.SUB, true, v, 1);
    v = constant(b, Arithmetic.Kind.ADD, true, b.add("relu", new Relu(), v), 1);
    v = constant(b, Arithmetic.Kind.DIV, true, v, 6, 1);
    return head(b, v);
  }

  private static int batch(Graph.Builder b, int v) {
    int n = b.shape(v)[0];
    float[][] p = new float[4][n];
    for (int i = 0; i < n; i++) {
      p[0][i] = 1 - 0.3f * i;
      p[1][i] = 0.1f * i;
      p[2][i] = 0.05f * i - 0.1f;
      p[3][i] = 0.5f + 0.2f * i;
    }
    Integer[] blocks = new Integer[4];
    Arrays.setAll(blocks, i -> b.parameter("s", new int[] {n}, p[i]));
    return b.add("norm", new BatchNormalization(1e-3), v, blocks);
  }

  /** One value read by many, itself added to itself, products of activations, pieces put side by side. */
  private static Graph shared() {
    Graph.Builder b = Graph.of(3, 6, 6);
    int v = b.add("conv", new Conv(Window.of(3, 1, 1), 1), 0, weights(b, 6, 3, 3, 3));
    int r = b.add("relu", new Relu(), v);
    int s = b.add("conv", new Conv(Window.of(3, 1, 1), 1), r, weights(b, 6, 6, 3, 3));
    int twice = b.add("twice", new Arithmetic(Arithmetic.Kind.ADD), List.of(r, r));
    int sum = b.add("sum", new Arithmetic(Arithmetic.Kind.ADD), List.of(s, twice));
    int relu = b.add("relu", new Relu(), sum);
    int pool = b.add("pool", new MaxPool(Window.of(2, 2, 0)), relu);
    int mean = b.add("mean", new GlobalAveragePool(), relu);
    int scaled = b.add("scaled", new Arithmetic(Arithmetic.Kind.MUL), List.of(pool, mean));
    int less = b.add("less", new Arithmetic(Arithmetic.Kind.SUB), List.of(scaled, pool));
    int square = b.add("square", new Arithmetic(Arithmetic.Kind.MUL), List.of(less, less));
    return head(b, b.add("both", new Concat(0), List.of(square, pool, less)));
  }

  /** Products along the last axes. */
  private static Graph products() {
    Graph.Builder b = Graph.of(4, 6);
    int v = b.add("dense", new Dense(), 0, weights(b, 6, 5), weights(b, 5));
    int left = b.add("left", new LeftDense(), v, weights(b, 3, 4));
    int turned = b.add("turned", new Transpose(List.of(1, 0)), v);
    int square = b.add("square", new MatMul(), List.of(left, turned));
    return head(b, b.add("soft", new Softmax(1), square));
  }
}
