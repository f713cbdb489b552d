package dev.danskin.bench;

import dev.danskin.api.Philox;
import dev.danskin.models.Architectures;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.List;
import java.util.Random;

/** Networks to measure, with fixed random weights. */
public final class Networks {
  private Networks() {}

  /**
   * The MNIST network of Madry et al. 2018: conv 5×5×32, pool, conv 5×5×64, pool, fc 1024, fc 10; 3,274,634 parameters.
   */
  public static Graph madryMnist() {
    Random random = new Random(1);
    Graph.Builder b = Graph.of(1, 28, 28);
    int v = b.add("conv1", new Conv(Window.of(5, 1, 2), 1), 0, weights(b, random, "w1", 25, 32, 1, 5, 5), bias(b, "b1", 32));
    v = b.add("pool1", new MaxPool(Window.of(2, 2, 0)), b.add("relu1", new Relu(), v));
    v = b.add("conv2", new Conv(Window.of(5, 1, 2), 1), v, weights(b, random, "w2", 800, 64, 32, 5, 5), bias(b, "b2", 64));
    v = b.add("pool2", new MaxPool(Window.of(2, 2, 0)), b.add("relu2", new Relu(), v));
    v = b.add("flatten", new Reshape(List.of(3136)), v);
    v = b.add("relu3", new Relu(), b.add("fc1", new Dense(), v, weights(b, random, "w3", 3136, 3136, 1024), bias(b, "b3", 1024)));
    return b.build(b.add("fc2", new Dense(), v, weights(b, random, "w4", 1024, 1024, 10), bias(b, "b4", 10)));
  }

  /** The small MNIST network of Wong, Kolter 2018: conv 4×4×16 and 4×4×32 at stride 2, fc 100, fc 10; 166,406 parameters. */
  public static Graph smallMnist() {
    return Architectures.smallCnn(new int[] {1, 28, 28}, 16, 100, 10, Philox.of(1, "bench"));
  }

  private static int weights(Graph.Builder b, Random random, String name, int fanIn, int... shape) {
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / fanIn));
    }
    return b.parameter(name, shape, w);
  }

  private static int bias(Graph.Builder b, String name, int n) {
    float[] v = new float[n];
    java.util.Arrays.fill(v, 0.1f);
    return b.parameter(name, new int[] {n}, v);
  }
}
