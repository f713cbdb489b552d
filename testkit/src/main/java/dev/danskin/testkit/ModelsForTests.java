package dev.danskin.testkit;

import dev.danskin.api.Domain;
import dev.danskin.api.tensor.DType;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.ConstantArithmetic;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.List;
import java.util.Random;

/** Small networks with random weights: dense, convolutional, residual; and a linear one, whose worst case is known. */
public final class ModelsForTests {
  private ModelsForTests() {}

  private static int weights(Graph.Builder b, Random random, String name, double scale, int... shape) {
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (scale * random.nextGaussian());
    }
    return b.parameter(name, shape, w);
  }

  private static int dense(Graph.Builder b, Random random, int from, int out) {
    int in = b.shape(from)[0];
    return b.add("dense" + from, new Dense(), from, weights(b, random, "w" + from, Math.sqrt(2.0 / in), in, out),
        weights(b, random, "b" + from, 0.1, out));
  }

  private static int conv(Graph.Builder b, Random random, int from, int filters, Window window) {
    int c = b.shape(from)[0];
    double scale = Math.sqrt(2.0 / (c * window.kernelH() * window.kernelW()));
    return b.add("conv" + from, new Conv(window, 1), from,
        weights(b, random, "w" + from, scale, filters, c, window.kernelH(), window.kernelW()), weights(b, random, "b" + from, 0.1, filters));
  }

  private static int relu(Graph.Builder b, int from) {
    return b.add("relu" + from, new Relu(), from);
  }

  private static int flat(Graph.Builder b, int from) {
    return b.add("flatten" + from, new Reshape(List.of(Graph.size(b.shape(from)))), from);
  }

  private static int vector(Graph.Builder b, int from) {
    return b.shape(from).length == 1 ? from : flat(b, from);
  }

  /** x ↦ W x + b, from [in] to [classes]. */
  public static Graph linear(long seed, int in, int classes) {
    return linear(seed, new int[] {in}, classes);
  }

  /** x ↦ W x + b, from inputs of any shape to [classes]. */
  public static Graph linear(long seed, int[] input, int classes) {
    Graph.Builder b = Graph.of(input);
    return b.build(dense(b, new Random(seed), vector(b, 0), classes));
  }

  /** Two hidden layers on x − ½, so that every class is somewhere the answer. */
  public static Graph dense(long seed, int in, int hidden, int classes) {
    return dense(seed, new int[] {in}, hidden, classes);
  }

  /** As {@link #dense(long, int, int, int)}, of inputs of any shape. */
  public static Graph dense(long seed, int[] input, int hidden, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(input);
    int half = b.parameter("half", new int[] {1}, new float[] {0.5f});
    int v = b.add("centre", new ConstantArithmetic(Arithmetic.Kind.SUB, false), 0, half);
    v = relu(b, dense(b, random, vector(b, v), hidden));
    v = relu(b, dense(b, random, v, hidden));
    return b.build(dense(b, random, v, classes));
  }

  /** Two hidden layers that share their weights. */
  public static Graph tied(long seed, int in, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(in);
    int w = weights(b, random, "w", Math.sqrt(2.0 / in), in, in);
    int bias = weights(b, random, "b", 0.1, in);
    int v = relu(b, b.add("first", new Dense(), 0, w, bias));
    return b.build(dense(b, random, relu(b, b.add("second", new Dense(), v, w, bias)), classes));
  }

  /** Convolution, pooling, strided convolution, a hidden layer. */
  public static Graph convolutional(long seed, int[] input, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(input);
    int v = relu(b, conv(b, random, 0, 8, Window.of(5, 1, 2)));
    v = b.add("pool", new MaxPool(Window.of(2, 2, 0)), v);
    v = relu(b, conv(b, random, v, 16, Window.of(3, 2, 1)));
    v = relu(b, dense(b, random, flat(b, v), 32));
    return b.build(dense(b, random, v, classes));
  }

  /** A convolution, then a block whose input is added to its output. */
  public static Graph residual(long seed, int[] input, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(input);
    int stem = relu(b, conv(b, random, 0, 8, Window.of(3, 2, 1)));
    int v = relu(b, conv(b, random, stem, 8, Window.of(3, 1, 1)));
    v = conv(b, random, v, 8, Window.of(3, 1, 1));
    v = relu(b, b.add("add", new Arithmetic(Arithmetic.Kind.ADD), List.of(stem, v)));
    return b.build(dense(b, random, flat(b, v), classes));
  }

  private static int normalized(Graph.Builder b, Random random, int from) {
    int c = b.shape(from)[0];
    float[] variance = new float[c];
    java.util.Arrays.fill(variance, 1.5f);
    return b.add("norm" + from, new BatchNormalization(1e-5), from, weights(b, random, "scale" + from, 1, c),
        weights(b, random, "shift" + from, 0.1, c), weights(b, random, "mean" + from, 0.2, c),
        b.parameter("variance" + from, new int[] {c}, variance));
  }

  /** A convolution, and a block whose shortcut is a strided convolution, each with batch normalization. */
  public static Graph normalized(long seed, int[] input, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(input);
    int stem = relu(b, normalized(b, random, conv(b, random, 0, 8, Window.of(3, 1, 1))));
    int v = relu(b, normalized(b, random, conv(b, random, stem, 12, Window.of(3, 2, 1))));
    v = normalized(b, random, conv(b, random, v, 12, Window.of(3, 1, 1)));
    int shortcut = normalized(b, random, conv(b, random, stem, 12, Window.of(1, 2, 0)));
    v = relu(b, b.add("add", new Arithmetic(Arithmetic.Kind.ADD), List.of(v, shortcut)));
    v = b.add("pool", new GlobalAveragePool(), v);
    return b.build(dense(b, random, flat(b, v), classes));
  }

  /** Batch normalization of sequences [3, in / 3], then the classes. */
  public static Graph normalizedSequences(long seed, int in, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(in);
    int v = b.add("sequences", new Reshape(List.of(3, in / 3)), 0);
    return b.build(dense(b, random, flat(b, relu(b, normalized(b, random, v))), classes));
  }

  /** Two hidden layers with batch normalization, the first thing of which normalizes the input itself. */
  public static Graph normalizedDense(long seed, int in, int hidden, int classes) {
    Random random = new Random(seed);
    Graph.Builder b = Graph.of(in);
    int v = relu(b, normalized(b, random, dense(b, random, normalized(b, random, 0), hidden)));
    v = relu(b, normalized(b, random, dense(b, random, v, hidden)));
    return b.build(dense(b, random, v, classes));
  }

  /** The graph on plain Java, inputs in [0, 1]. */
  public static Network onJvm(Graph graph, DType type) {
    return Network.of(graph, new JvmBackend(type), Domain.unit(graph.inputShape()));
  }
}
