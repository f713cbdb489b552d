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

/** {@code InputGradient} by libtorch; weights need no gradient. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 2)
public class LibtorchInputGradient {
  @Param({"nchw", "channels_last"})
  public String layout;

  private LibtorchNetwork network;

  @Setup
  public void setUp() {
    network = new LibtorchNetwork("madry", layout, 100);
  }

  @Benchmark
  public float gradient() {
    return network.inputGradient();
  }

  @TearDown
  public void tearDown() {
    network.close();
  }
}
