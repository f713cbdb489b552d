package dev.danskin.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.bench.kernels.OneThread;
import dev.danskin.bench.kernels.RunsOn;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Passes through a network by libtorch; weights need no gradient. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
@OneThread
public class LibtorchPasses {
  @Param({"mlp b100", "madry b100", "resnet18 b16"})
  public String shape;

  @Param({"nchw", "channels_last"})
  public String layout;

  private LibtorchGraph graph;
  private NDArray x;
  private NDArray y;

  @Setup
  public void setUp() {
    String[] parts = shape.split(" b");
    graph = new LibtorchGraph(Networks.of(parts[0]), layout, 1);
    Images images = Images.of(Integer.parseInt(parts[1]), Networks.input(parts[0]));
    x = graph.array(images.x());
    y = graph.labels(images.y().classes());
  }

  @Benchmark
  public float forward() {
    try (NDManager step = graph.manager().newSubManager()) {
      NDArray in = x.duplicate();
      in.attach(step);
      return graph.logits(in).getFloat(0, 0);
    }
  }

  @Benchmark
  public float inputGradient() {
    try (NDManager step = graph.manager().newSubManager()) {
      NDArray in = x.duplicate();
      in.attach(step);
      in.setRequiresGradient(true);
      graph.backward(in, y);
      return in.getGradient().getFloat(0, 0, 0, 0);
    }
  }

  @TearDown
  public void tearDown() {
    graph.close();
  }
}
