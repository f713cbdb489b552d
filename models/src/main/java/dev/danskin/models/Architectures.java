package dev.danskin.models;

import dev.danskin.api.Draws;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.List;

/** Untrained networks. Weights are uniform in ±√(6/fan-in) (He et al. 2015), biases zero, scales and variances one. */
public final class Architectures {
  private static final List<String> NAMES = List.of("linear", "mlp", "small-cnn", "madry-cnn", "resnet8", "resnet18");

  private Architectures() {}

  /** The names that {@link #of} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * An untrained network by name: {@code linear}; {@code mlp}, two hidden layers of 256; {@code small-cnn}, {@link #smallCnn}
   * with 16 filters and 100 hidden units; {@code madry-cnn}, {@link #madryCnn}; {@code resnet8}, {@link #resnet} with one
   * block in each of three stages of 16, 32 and 64 filters; {@code resnet18}, with two in each of 64, 128, 256 and 512.
   *
   * @param input the shape of one input
   * @throws IllegalArgumentException if the name is not known or the network does not take such inputs
   */
  public static Graph of(String name, int[] input, int classes, Draws draws) {
    boolean image = input.length == 3;
    if (!NAMES.contains(name) || (name.endsWith("cnn") || name.startsWith("resnet")) && !image) {
      throw new IllegalArgumentException("architecture '" + name + "': expected one of " + String.join(", ", NAMES) + (image ? ""
          : " (those with cnn and resnet want images [C, H, W], found shape " + java.util.Arrays.toString(input) + ")"));
    }
    return switch (name) {
      case "small-cnn" -> smallCnn(input, 16, 100, classes, draws);
      case "madry-cnn" -> madryCnn(input, classes, draws);
      case "resnet8" -> resnet(input, List.of(16, 32, 64), 1, classes, draws);
      case "resnet18" -> resnet(input, List.of(64, 128, 256, 512), 2, classes, draws);
      case "mlp" -> perceptron(input, List.of(256, 256), classes, draws);
      default -> perceptron(input, List.of(), classes, draws);
    };
  }

  /**
   * Dense layers with relu between them; [d] or an image, flattened, to [classes].
   *
   * @param hidden units of each hidden layer
   */
  public static Graph perceptron(int[] input, List<Integer> hidden, int classes, Draws draws) {
    Builder b = new Builder(Graph.of(input), draws);
    int v = input.length == 1 ? 0 : b.graph.add("flatten", new Reshape(List.of(Graph.size(input))), 0);
    for (int i = 0; i < hidden.size(); i++) {
      v = b.graph.add("relu" + (i + 1), new Relu(), b.dense("fc" + (i + 1), v, hidden.get(i)));
    }
    return b.graph.build(b.dense("fc" + (hidden.size() + 1), v, classes));
  }

  /**
   * The MNIST network of Madry et al. 2018: convolutions of 32 and 64 5×5 windows, each followed by relu and 2×2 pooling, a
   * hidden layer of 1024, the classes.
   *
   * @param input [C, H, W], H and W ≥ 4
   */
  public static Graph madryCnn(int[] input, int classes, Draws draws) {
    Builder b = new Builder(Graph.of(input), draws);
    int v = b.graph.add("pool1", new MaxPool(Window.of(2, 2, 0)), b.conv("conv1", 0, 32, Window.of(5, 1, 2)));
    v = b.graph.add("pool2", new MaxPool(Window.of(2, 2, 0)), b.conv("conv2", v, 64, Window.of(5, 1, 2)));
    v = b.graph.add("flatten", new Reshape(List.of(Graph.size(b.graph.shape(v)))), v);
    v = b.graph.add("relu3", new Relu(), b.dense("fc1", v, 1024));
    return b.graph.build(b.dense("fc2", v, classes));
  }

  /**
   * Two convolutions of {@code filters} and 2·{@code filters} 4×4 windows at stride 2, a hidden layer, the classes;
   * with 16 filters and 100 hidden units the small network of Wong, Kolter 2018. It maps [C, H, W] to [classes].
   *
   * @param input [C, H, W], H and W ≥ 4
   * @param hidden units of the hidden layer
   * @param draws the weights' random numbers
   */
  public static Graph smallCnn(int[] input, int filters, int hidden, int classes, Draws draws) {
    Builder b = new Builder(Graph.of(input), draws);
    int v = b.conv("conv1", 0, filters, Window.of(4, 2, 1));
    v = b.conv("conv2", v, 2 * filters, Window.of(4, 2, 1));
    int flat = Graph.size(b.graph.shape(v));
    v = b.graph.add("flatten", new Reshape(List.of(flat)), v);
    v = b.graph.add("relu3", new Relu(), b.dense("fc1", v, hidden));
    return b.graph.build(b.dense("fc2", v, classes));
  }

  /**
   * A residual network for small images (He, Zhang, Ren, Sun: Deep residual learning for image recognition, 2016, section
   * 4.2): a 3×3 convolution, stages of basic blocks, every stage but the first at half the resolution of the one before,
   * the mean over pixels, the classes. Batch normalization follows each convolution; where a block's shape changes, its
   * shortcut is a 1×1 convolution.
   *
   * @param input [C, H, W]
   * @param widths filters of each stage; the first convolution has those of the first
   * @param blocks of two 3×3 convolutions, in each stage
   */
  public static Graph resnet(int[] input, List<Integer> widths, int blocks, int classes, Draws draws) {
    Builder b = new Builder(Graph.of(input), draws);
    int v = b.graph.add("relu0", new Relu(), b.normalized("conv0", 0, widths.get(0), Window.of(3, 1, 1)));
    for (int s = 0; s < widths.size(); s++) {
      for (int k = 0; k < blocks; k++) {
        v = b.basicBlock("stage" + (s + 1) + ".block" + (k + 1), v, widths.get(s), s > 0 && k == 0 ? 2 : 1);
      }
    }
    v = b.graph.add("pool", new GlobalAveragePool(), v);
    v = b.graph.add("flatten", new Reshape(List.of(Graph.size(b.graph.shape(v)))), v);
    return b.graph.build(b.dense("fc", v, classes));
  }

  private record Builder(Graph.Builder graph, Draws draws) {
    /** relu(F(x) + shortcut(x)). */
    int basicBlock(String name, int x, int filters, int stride) {
      int v = graph.add(name + ".relu1", new Relu(), normalized(name + ".conv1", x, filters, Window.of(3, stride, 1)));
      v = normalized(name + ".conv2", v, filters, Window.of(3, 1, 1));
      boolean changes = stride != 1 || graph.shape(x)[0] != filters;
      int shortcut = changes ? normalized(name + ".shortcut", x, filters, Window.of(1, stride, 0)) : x;
      return graph.add(name + ".relu2", new Relu(), graph.add(name + ".add", new Arithmetic(Arithmetic.Kind.ADD), List.of(v, shortcut)));
    }

    /** A convolution without bias, which the mean would take away again, and batch normalization. */
    int normalized(String name, int from, int filters, Window window) {
      int[] x = graph.shape(from);
      int w = weights(name, new int[] {filters, x[0], window.kernelH(), window.kernelW()}, window.kernelH() * window.kernelW() * x[0]);
      int v = graph.add(name, new Conv(window, 1), from, w);
      String norm = name + ".norm";
      int[] channels = {filters};
      float[] ones = new float[filters];
      java.util.Arrays.fill(ones, 1);
      return graph.add(norm, new BatchNormalization(1e-5), v, graph.parameter(norm + ".scale", channels, ones),
          graph.parameter(norm + ".bias", channels, new float[filters]), graph.parameter(norm + ".mean", channels, new float[filters]),
          graph.parameter(norm + ".variance", channels, ones));
    }

    int conv(String name, int from, int filters, Window window) {
      int[] x = graph.shape(from);
      int w = weights(name, new int[] {filters, x[0], window.kernelH(), window.kernelW()}, window.kernelH() * window.kernelW() * x[0]);
      int bias = graph.parameter(name + ".bias", new int[] {filters}, new float[filters]);
      int v = graph.add(name, new Conv(window, 1), from, w, bias);
      return graph.add(name + ".relu", new Relu(), v);
    }

    int dense(String name, int from, int out) {
      int in = Graph.size(graph.shape(from));
      int w = weights(name, new int[] {in, out}, in);
      int bias = graph.parameter(name + ".bias", new int[] {out}, new float[out]);
      return graph.add(name, new Dense(), from, w, bias);
    }

    private int weights(String name, int[] shape, int fanIn) {
      Tensor u = Memory.heap().allocate(DType.FLOAT32, Shape.of(1, Graph.size(shape)));
      float[] w = draws.at(name).uniform(new long[] {0}, 0, u).toFloats();
      float bound = (float) Math.sqrt(6.0 / fanIn);
      for (int i = 0; i < w.length; i++) {
        w[i] = bound * (2 * w[i] - 1);
      }
      return graph.parameter(name + ".weight", shape, w);
    }
  }
}
