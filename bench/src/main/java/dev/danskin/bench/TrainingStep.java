package dev.danskin.bench;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.backends.nd4j.Nd4jBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
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
 * The gradient of the cross-entropy of a batch with respect to the parameters, packing into tiles, padding and copies
 * included: what one step of training costs. 64 inputs of the small MNIST network, 50 of that of Madry et al.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 2, jvmArgsAppend = {"-Dorg.bytedeco.javacpp.nopointergc=true"})
public class TrainingStep {
  @Param("nd4j")
  public String backend;

  @Param({"small", "madry"})
  public String net;

  private Network network;
  private Images images;

  @Setup
  public void setUp() {
    Graph graph = net.equals("small") ? Networks.smallMnist() : Networks.madryMnist();
    network = Network.of(graph, backend.equals("jvm") ? new JvmBackend() : new Nd4jBackend(), Domain.unit(1, 28, 28));
    images = Images.of(net.equals("small") ? 64 : 50);
  }

  @Benchmark
  public Tensor gradient() {
    try (Linearized f = network.linearize(images.x())) {
      return f.parameterPullback(new CrossEntropy().gradient(f.logits(), images.y()));
    }
  }

  @TearDown
  public void tearDown() {
    network.close();
  }
}
