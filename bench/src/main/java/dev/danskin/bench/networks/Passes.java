package dev.danskin.bench.networks;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.bench.kernels.OneThread;
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

/** Passes through a network, packing into tiles, padding and copies included: what one step of an attack costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dorg.bytedeco.javacpp.nopointergc=true"})
@OneThread
public class Passes {
  @Param({"mlp b100", "madry b100", "resnet18 b16"})
  public String shape;

  @Param("nd4j")
  public String backend;

  private Network network;
  private Images images;

  @Setup
  public void setUp() {
    String[] parts = shape.split(" b");
    int[] input = Networks.input(parts[0]);
    network = Network.of(Networks.of(parts[0]), Networks.backend(backend), Domain.unit(input));
    images = Images.of(Integer.parseInt(parts[1]), input);
  }

  @Benchmark
  public Tensor forward() {
    return network.logits(images.x());
  }

  /** Of the cross-entropy with respect to the inputs. */
  @Benchmark
  public Tensor inputGradient() {
    try (Linearized f = network.linearize(images.x())) {
      return f.pullback(new CrossEntropy().gradient(f.logits(), images.y()));
    }
  }

  @TearDown
  public void tearDown() {
    network.close();
  }
}
