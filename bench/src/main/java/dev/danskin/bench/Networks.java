package dev.danskin.bench;

import dev.danskin.api.Philox;
import dev.danskin.models.Architectures;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.Window;

/** Networks to measure, with fixed random weights. */
public final class Networks {
  private Networks() {}

  /** The name of a backend as a backend. */
  public static GraphBackend backend(String name) {
    return name.equals("jvm") ? new dev.danskin.backends.jvm.JvmBackend() : new dev.danskin.backends.nd4j.Nd4jBackend();
  }

  /**
   * A network by name: {@code mlp}, 784-256-256-10; {@code madry}, the MNIST network of Madry et al. 2018 (3,274,634 parameters);
   * {@code small}, that of Wong, Kolter 2018 (166,406); {@code resnet18} on CIFAR shapes.
   */
  public static Graph of(String name) {
    String architecture = switch (name) {
      case "mlp" -> "mlp";
      case "madry" -> "madry-cnn";
      case "small" -> "small-cnn";
      case "resnet18" -> "resnet18";
      default -> throw new IllegalArgumentException("expected mlp, madry, small or resnet18, found " + name);
    };
    return Architectures.of(architecture, input(name), 10, Philox.of(1, "bench"));
  }

  /** The shape of one input. */
  public static int[] input(String name) {
    return name.equals("resnet18") ? new int[] {3, 32, 32} : new int[] {1, 28, 28};
  }

  /** A dense layer alone. */
  public static Graph dense(int in, int out) {
    Graph.Builder b = Graph.of(in);
    return b.build(b.add("dense", new Dense(), 0, b.parameter("w", new int[] {in, out}, uniform("w", in * out))));
  }

  /** A convolution alone. */
  public static Graph convolution(int[] input, int kernel, int filters, int pad) {
    Graph.Builder b = Graph.of(input);
    int w = b.parameter("w", new int[] {filters, input[0], kernel, kernel}, uniform("w", filters * input[0] * kernel * kernel));
    return b.build(b.add("conv", new Conv(Window.of(kernel, 1, pad), 1), 0, w, b.parameter("b", new int[] {filters}, uniform("b", filters))));
  }

  private static float[] uniform(String name, int n) {
    return Images.uniform(name, n, 1).toFloats();
  }
}
