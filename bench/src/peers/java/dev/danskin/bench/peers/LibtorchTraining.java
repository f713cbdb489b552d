package dev.danskin.bench.peers;

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

/** Gradients with respect to the weights by libtorch; the inputs need none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
@OneThread
public class LibtorchTraining extends LibtorchNetwork {
  @Param({"mlp b128", "small b64", "madry b64", "resnet18 b16"})
  public String shape;

  @Param({"nchw", "channels_last"})
  public String layout;

  @Setup
  public void setUp() {
    open(shape, layout, true);
  }

  @Benchmark
  public float trainingStep() {
    return someGradientOfParameters();
  }
}
