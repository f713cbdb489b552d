package dev.danskin.bench.networks;

import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.kernels.OneThread;
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

/** The gradient of the cross-entropy of a batch with respect to the parameters: what one step of training costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dorg.bytedeco.javacpp.nopointergc=true"})
@OneThread
public class Training extends NetworkBenchmark {
  @Param({"mlp b128", "small b64", "madry b64", "resnet18 b16"})
  public String shape;

  @Param("nd4j")
  public String backend;

  @Setup
  public void setUp() {
    open(shape, backend);
  }

  @Benchmark
  public Tensor trainingStep() {
    return gradientOfParameters();
  }
}
