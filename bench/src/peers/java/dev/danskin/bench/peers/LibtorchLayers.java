package dev.danskin.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.bench.kernels.Convolution;
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

/** One convolution by libtorch; its pullback is not to be had without the forward pass. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
@OneThread
public class LibtorchLayers {
  @Param({"64x1x28x28 5x5x32 p2", "64x32x14x14 5x5x64 p2", "64x3x32x32 3x3x64 p1"})
  public String shape;

  @Param({"nchw", "channels_last"})
  public String layout;

  private LibtorchGraph graph;
  private NDArray x;

  @Setup
  public void setUp() {
    Convolution c = Convolution.of(shape);
    graph = new LibtorchGraph(Networks.convolution(c.input(), c.kernel(), c.filters(), c.pad()), layout, 1);
    x = graph.array(Images.of(c.n(), c.input()).x());
  }

  @Benchmark
  public void convolution() {
    graph.logits(x).close();
  }

  @Benchmark
  public float convolutionAndPullback() {
    try (NDManager step = graph.manager().newSubManager()) {
      NDArray in = x.duplicate();
      in.attach(step);
      in.setRequiresGradient(true);
      try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
        tape.backward(graph.logits(in).sum());
      }
      return in.getGradient().getFloat(0, 0, 0, 0);
    }
  }

  @TearDown
  public void tearDown() {
    graph.close();
  }
}
