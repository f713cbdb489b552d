package dev.danskin.bench.kernels;

import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.tensor.Tensor;
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
import org.openjdk.jmh.annotations.Warmup;

/** Values and gradients of losses of logits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class JavaLosses {
  @Param({"100x10", "256x1000"})
  public String shape;

  @Param({"jvm", "simd"})
  public String backend;

  private Kernels kernels;
  private Tensor logits;
  private Tensor gradient;
  private int[] y;

  @Setup
  public void setUp() {
    kernels = Operands.kernels(backend);
    int[] e = Operands.extents(shape);
    logits = Operands.tensor(Operands.uniform("logits", e, -5, 5), e);
    gradient = logits.like();
    y = Operands.classes(e[0], e[1]);
  }

  @Benchmark
  public double[] softmaxCrossEntropy() {
    return kernels.crossEntropy(logits, y, 1, gradient);
  }

  @Benchmark
  public double[] margin() {
    return kernels.margin(logits, y, 1, gradient);
  }

  @Benchmark
  public double[] logitsRatio() {
    return kernels.logitsRatio(logits, y, null, gradient);
  }
}
