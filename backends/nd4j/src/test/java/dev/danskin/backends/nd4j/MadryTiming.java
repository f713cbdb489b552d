package dev.danskin.backends.nd4j;

import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Times the input gradient of the MNIST network of Madry et al. (2018), one thread, random weights; not a test. The whole
 * step for a batch of 100, then each step of a program for each tile. Arguments: seconds, then the tiles to profile.
 */
final class MadryTiming {
  private MadryTiming() {}

  public static void main(String[] args) {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 5;
    Nd4jBackend backend = new Nd4jBackend();
    System.out.println(backend.arithmetic());
    Graph graph = network();
    whole(graph, backend, seconds);
    for (int i = 1; i < args.length; i++) {
      steps(graph, Integer.parseInt(args[i]), seconds);
    }
  }

  /** Convolutions 5×5 with 32 and 64 channels, each with relu and 2×2 maxima, then 1024 and 10 units. */
  static Graph network() {
    Random random = new Random(7);
    Graph.Builder b = Graph.of(1, 28, 28);
    int v = block(b, random, block(b, random, 0, 1, 32), 32, 64);
    v = b.add("flat", new Reshape(List.of(3136)), v);
    v = b.add("fc1", new Dense(), v, weights(b, random, 3136, 3136, 1024), weights(b, random, 100, 1024));
    v = b.add("relu", new Relu(), v);
    return b.build(b.add("fc2", new Dense(), v, weights(b, random, 1024, 1024, 10), weights(b, random, 100, 10)));
  }

  private static int block(Graph.Builder b, Random random, int input, int in, int out) {
    int v = b.add("conv", new Conv(Window.of(5, 1, 2), 1), input, weights(b, random, in * 25, out, in, 5, 5),
        weights(b, random, 100, out));
    v = b.add("relu", new Relu(), v);
    return b.add("pool", new MaxPool(Window.of(2, 2, 0)), v);
  }

  private static int weights(Graph.Builder b, Random random, int fan, int... shape) {
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (random.nextGaussian() / Math.sqrt(fan));
    }
    return b.parameter("w", shape, w);
  }

  private static Tensor inputs(int rows) {
    Random random = new Random(3);
    float[] x = new float[rows * 784];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return Tensor.of(x, rows, 1, 28, 28);
  }

  private static void whole(Graph graph, Nd4jBackend backend, double seconds) {
    Tensor x = inputs(100);
    int[] classes = new int[100];
    Arrays.setAll(classes, i -> i % 10);
    Labels y = Labels.of(classes);
    CrossEntropy loss = new CrossEntropy();
    try (Network f = Network.of(graph, backend, Domain.unit(1, 28, 28))) {
      report("batch 100", seconds, () -> {
        try (Linearized l = f.linearize(x)) {
          l.pullback(loss.gradient(l.logits(), y));
        }
      });
    }
  }

  private static void steps(Graph graph, int tile, double seconds) {
    Nd4jProgram program = new Nd4jProgram(graph, tile);
    program.forward(inputs(tile), 0, tile);
    program.pullback(Tensor.of(new float[tile * 10], tile, 10).fill(1), 0, tile, inputs(tile));
    for (Step s : program.steps()) {
      report(tile + " " + s.getClass().getSimpleName() + " forward", seconds / 10, s::forward);
      report(tile + " " + s.getClass().getSimpleName() + " backward", seconds / 10, s::backward);
    }
    program.close();
  }

  /** Median and least wall time, after a third of the time for the compiler. */
  private static void report(String name, double seconds, Runnable work) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long warm = System.nanoTime() + (long) (seconds / 3 * 1e9);
    double[] ms = new double[1_000_000];
    int n = 0;
    for (long t = System.nanoTime(); t < end && n < ms.length;) {
      work.run();
      long now = System.nanoTime();
      if (t > warm || now > end) {
        ms[n++] = (now - t) / 1e6;
      }
      t = now;
    }
    Arrays.sort(ms, 0, n);
    System.out.printf("%-28s median %8.3f ms, least %8.3f ms, %d runs%n", name, ms[n / 2], ms[0], n);
  }
}
