package dev.danskin.bench.networks;

import dev.danskin.api.tensor.Tensor;
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
import org.openjdk.jmh.annotations.Warmup;

/** As {@link Training}, in plain Java. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dorg.bytedeco.javacpp.nopointergc=true"})
@OneThread
@RunsOn("jvm")
public class PlainTraining extends NetworkBenchmark {
  @Param({"mlp b128", "small b64"})
  public String shape;

  @Setup
  public void setUp() {
    open(shape, "jvm");
  }

  @Benchmark
  public Tensor trainingStep() {
    return gradientOfParameters();
  }
}
