package dev.danskin.bench.kernels;

import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
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

/** One convolution as a compiled program, copies in and out included: "n×c×h×w, kernel×kernel×filters, pad". */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dorg.bytedeco.javacpp.nopointergc=true"})
public class Layers {
  @Param({"64x1x28x28 5x5x32 p2", "64x32x14x14 5x5x64 p2", "64x3x32x32 3x3x64 p1"})
  public String shape;

  @Param({"nd4j", "jvm"})
  public String backend;

  private Program program;
  private Tensor x;
  private Tensor y;
  private Tensor cotangent;
  private Tensor gradient;
  private int n;

  @Setup
  public void setUp() {
    Convolution c = Convolution.of(shape);
    n = c.n();
    Graph graph = Networks.convolution(c.input(), c.kernel(), c.filters(), c.pad());
    program = Networks.backend(backend).compile(graph, n);
    x = Images.of(n, c.input()).x();
    int[] out = graph.shape(graph.output());
    y = Images.of(n, out).x();
    cotangent = Images.of(n, out).x();
    gradient = x.like();
    program.forward(x, 0, n);
  }

  @Benchmark
  public Tensor convolution() {
    program.forward(x, 0, n);
    program.output(y, 0, n);
    return y;
  }

  @Benchmark
  public Tensor convolutionAndPullback() {
    program.forward(x, 0, n);
    return convolutionPullback();
  }

  /** The pullback to the inputs alone. */
  @Benchmark
  public Tensor convolutionPullback() {
    program.pullback(cotangent, 0, n, gradient);
    return gradient;
  }

  @TearDown
  public void tearDown() {
    program.close();
  }
}
