package dev.danskin.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.models.graph.Graph;
import org.openjdk.jmh.annotations.TearDown;

/** A network and a batch of inputs in libtorch; every pass copies the inputs. */
public abstract class LibtorchNetwork {
  private LibtorchGraph graph;
  private NDArray x;
  private NDArray y;

  /** Opens what "madry b100" says; in training the weights have gradients. */
  final void open(String shape, String layout, boolean training) {
    String[] parts = shape.split(" b");
    Graph network = Networks.of(parts[0]);
    graph = new LibtorchGraph(training ? network.training() : network, layout, 1);
    if (training) {
      graph.train();
    }
    Images images = Images.of(Integer.parseInt(parts[1]), Networks.input(parts[0]));
    x = graph.array(images.x());
    y = graph.labels(images.y().classes());
  }

  private NDArray input(NDManager step) {
    NDArray in = x.duplicate();
    in.attach(step);
    return in;
  }

  final float someLogit() {
    try (NDManager step = graph.manager().newSubManager()) {
      return graph.logits(input(step)).getFloat(0, 0);
    }
  }

  final float someGradientOfInputs() {
    try (NDManager step = graph.manager().newSubManager()) {
      NDArray in = input(step);
      in.setRequiresGradient(true);
      graph.backward(in, y);
      return in.getGradient().getFloat(0, 0, 0, 0);
    }
  }

  final float someGradientOfParameters() {
    try (NDManager step = graph.manager().newSubManager()) {
      graph.backward(input(step), y);
      return graph.someGradient();
    }
  }

  /** Closes the network. */
  @TearDown
  public void tearDown() {
    graph.close();
  }
}
