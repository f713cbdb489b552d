package dev.danskin.bench;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.backends.nd4j.Nd4jBackend;
import dev.danskin.models.Network;
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

/**
 * The gradient of the cross-entropy with respect to 100 inputs of the Madry MNIST network, packing into tiles, padding
 * and copies included: what one step of an attack costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 2, jvmArgsAppend = {"-Dorg.bytedeco.javacpp.nopointergc=true"})
public class InputGradient {
  @Param("nd4j")
  public String backend;

  private Network network;
  private Images images;

  @Setup
  public void setUp() {
    network = Network.of(Networks.madryMnist(), backend.equals("jvm") ? new JvmBackend() : new Nd4jBackend(), Domain.unit(1, 28, 28));
    images = Images.of(100);
  }

  @Benchmark
  public Tensor gradient() {
    try (Linearized f = network.linearize(images.x())) {
      return f.pullback(new CrossEntropy().gradient(f.logits(), images.y()));
    }
  }

  @TearDown
  public void tearDown() {
    network.close();
  }
}
