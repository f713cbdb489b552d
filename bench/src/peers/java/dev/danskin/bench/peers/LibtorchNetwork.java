package dev.danskin.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.models.graph.Graph;
import java.util.Arrays;

/**
 * One of the two MNIST networks and its inputs in libtorch, through DJL: the same weights and inputs as ours. Channels last
 * is what libtorch sees when the strides of inputs and weights say so.
 */
final class LibtorchNetwork implements AutoCloseable {
  private final boolean small;
  private final boolean channelsLast;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final NDArray x;
  private final NDArray y;
  private final NDArray[] w;

  /**
   * The weights have no gradients until {@link #train()}.
   *
   * @param name "small" or "madry"
   * @param layout "nchw" or "channels_last"
   * @param n number of inputs
   */
  LibtorchNetwork(String name, String layout, int n) {
    small = name.equals("small");
    channelsLast = layout.equals("channels_last");
    Graph graph = small ? Networks.smallMnist() : Networks.madryMnist();
    float[] theta = graph.parameters().theta().toFloats();
    w = new NDArray[8];
    for (int b = 0; b < w.length; b++) {
      w[b] = weights(graph.parameterShape(b), theta, graph.parameters().blocks().get(b).offset());
    }
    x = ordered(manager.create(Images.of(n).x().toFloats(), new Shape(n, 1, 28, 28)));
    y = manager.arange(n).mod(10).toType(DataType.INT64, false);
  }

  private NDArray weights(int[] shape, float[] theta, int offset) {
    float[] values = Arrays.copyOfRange(theta, offset, offset + Graph.size(shape));
    NDArray block = manager.create(values, new Shape(Arrays.stream(shape).asLongStream().toArray()));
    return shape.length == 4 ? ordered(block) : shape.length == 2 ? block.transpose().duplicate() : block;
  }

  private NDArray ordered(NDArray t) {
    return channelsLast ? t.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2) : t;
  }

  /** Asks for the gradients of the weights from now on. */
  void train() {
    Arrays.stream(w).forEach(p -> p.setRequiresGradient(true));
  }

  /** One number of the gradient of the mean loss with respect to the inputs. */
  float inputGradient() {
    try (NDManager step = manager.newSubManager()) {
      NDArray in = copy(step);
      in.setRequiresGradient(true);
      backward(in);
      return in.getGradient().getFloat(0, 0, 0, 0);
    }
  }

  /** One number of the gradient of the mean loss with respect to the weights. */
  float parameterGradient() {
    try (NDManager step = manager.newSubManager()) {
      backward(copy(step));
      return w[0].getGradient().getFloat(0, 0, 0, 0);
    }
  }

  private NDArray copy(NDManager step) {
    NDArray in = x.duplicate();
    in.attach(step);
    return in;
  }

  private void backward(NDArray in) {
    try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray v = small ? small(in) : madry(in);
      NDArray hidden = Activation.relu(Linear.linear(v, w[4], w[5]).singletonOrThrow());
      NDArray logits = Linear.linear(hidden, w[6], w[7]).singletonOrThrow();
      tape.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(logits)));
    }
  }

  private NDArray small(NDArray in) {
    NDArray v = Activation.relu(convolution(in, 0, 2, 1));
    return Activation.relu(convolution(v, 2, 2, 1)).reshape(x.getShape().get(0), 1568);
  }

  private NDArray madry(NDArray in) {
    NDArray v = pooled(convolution(in, 0, 1, 2));
    return pooled(convolution(v, 2, 1, 2)).reshape(x.getShape().get(0), 3136);
  }

  private NDArray convolution(NDArray v, int block, int stride, int pad) {
    return Conv2d.conv2d(v, w[block], w[block + 1], new Shape(stride, stride), new Shape(pad, pad), new Shape(1, 1), 1)
        .singletonOrThrow();
  }

  private static NDArray pooled(NDArray v) {
    return Pool.maxPool2d(Activation.relu(v), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
  }

  @Override
  public void close() {
    manager.close();
  }
}
