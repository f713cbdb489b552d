package dev.danskin.bench.networks;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.models.Network;
import org.openjdk.jmh.annotations.TearDown;

/** A network and a batch of inputs; packing into tiles, padding and copies are part of every pass. */
public abstract class NetworkBenchmark {
  private Network network;
  private Images images;

  /** Opens what "madry b100" says, on a backend. */
  final void open(String shape, String backend) {
    String[] parts = shape.split(" b");
    int[] input = Networks.input(parts[0]);
    network = Network.of(Networks.of(parts[0]), Networks.backend(backend), Domain.unit(input));
    images = Images.of(Integer.parseInt(parts[1]), input);
  }

  final Tensor logits() {
    return network.logits(images.x());
  }

  /** Of the cross-entropy with respect to the inputs. */
  final Tensor gradientOfInputs() {
    try (Linearized f = network.linearize(images.x())) {
      return f.pullback(new CrossEntropy().gradient(f.logits(), images.y()));
    }
  }

  /** Of the cross-entropy with respect to the parameters. */
  final Tensor gradientOfParameters() {
    try (Linearized f = network.training().linearize(images.x())) {
      return f.parameterPullback(new CrossEntropy().gradient(f.logits(), images.y()));
    }
  }

  /** Closes the network. */
  @TearDown
  public void tearDown() {
    network.close();
  }
}
