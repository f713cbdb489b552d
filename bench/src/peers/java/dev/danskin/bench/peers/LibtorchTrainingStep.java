package dev.danskin.bench.peers;

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

/** {@code TrainingStep} by libtorch; the weights need gradients, the inputs do not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 2)
public class LibtorchTrainingStep {
  @Param({"nchw", "channels_last"})
  public String layout;

  @Param({"small", "madry"})
  public String net;

  private LibtorchNetwork network;

  @Setup
  public void setUp() {
    network = new LibtorchNetwork(net, layout, net.equals("small") ? 64 : 50);
    network.train();
  }

  @Benchmark
  public float gradient() {
    return network.parameterGradient();
  }

  @TearDown
  public void tearDown() {
    network.close();
  }
}
