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
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.TrainingBatchNormalization;
import dev.danskin.models.ops.Window;
import java.util.Arrays;

/**
 * A graph run by libtorch, through DJL, with the same weights as ours. Channels last is what libtorch sees when the strides of inputs
 * and weights say so. Weights have no gradients until {@link #train()}.
 */
final class LibtorchGraph implements AutoCloseable {
  private final Graph graph;
  private final boolean channelsLast;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final NDArray[] blocks;

  /**
   * A graph in libtorch.
   *
   * @param layout "nchw" or "channels_last"
   * @param threads of libtorch's own
   */
  LibtorchGraph(Graph graph, String layout, int threads) {
    this.graph = graph;
    channelsLast = layout.equals("channels_last");
    JniUtils.setNumThreads(threads);
    float[] theta = graph.parameters().theta().toFloats();
    blocks = new NDArray[graph.parameters().blocks().size()];
    for (int b = 0; b < blocks.length; b++) {
      int[] shape = graph.parameterShape(b);
      int offset = graph.parameters().blocks().get(b).offset();
      NDArray block = manager.create(Arrays.copyOfRange(theta, offset, offset + Graph.size(shape)), shape(shape));
      // Linear layers hold their weights as [out, in].
      blocks[b] = shape.length == 4 ? ordered(block) : shape.length == 2 ? block.transpose().duplicate() : block;
    }
  }

  NDManager manager() {
    return manager;
  }

  private static Shape shape(int... extents) {
    return new Shape(Arrays.stream(extents).asLongStream().toArray());
  }

  /** A tensor of ours as one of libtorch, in the layout of this graph. */
  NDArray array(Tensor t) {
    return ordered(manager.create(t.toFloats(), shape(t.shape().extents())));
  }

  NDArray labels(int[] y) {
    return manager.create(y).toType(DataType.INT64, false);
  }

  private NDArray ordered(NDArray t) {
    return channelsLast && t.getShape().dimension() == 4 ? t.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2) : t;
  }

  /** Asks for the gradients of the weights from now on. */
  void train() {
    for (int b = 0; b < blocks.length; b++) {
      if (graph.parameters().blocks().get(b).trained()) {
        blocks[b].setRequiresGradient(true);
      }
    }
  }

  /** One number of the gradient of the first block of the weights. */
  float someGradient() {
    return blocks[0].getGradient().flatten().getFloat(0);
  }

  NDArray logits(NDArray x) {
    NDArray[] values = new NDArray[graph.values()];
    values[0] = x;
    for (Node node : graph.nodes()) {
      values[node.output()] = apply(node, values);
    }
    return values[graph.output()];
  }

  /** Differentiates the mean cross-entropy; returns the logits. */
  NDArray backward(NDArray x, NDArray y) {
    try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray logits = logits(x);
      tape.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(logits)));
      return logits;
    }
  }

  private NDArray block(Node node, int i) {
    return i < node.parameters().size() ? blocks[node.parameters().get(i)] : null;
  }

  private NDArray apply(Node node, NDArray[] values) {
    NDArray x = values[node.inputs().get(0)];
    Operator op = node.operator();
    if (op instanceof Conv c) {
      return convolution(x, c.window(), block(node, 0), block(node, 1));
    } else if (op instanceof Dense) {
      return Linear.linear(x, block(node, 0), block(node, 1)).singletonOrThrow();
    } else if (op instanceof Relu) {
      return Activation.relu(x);
    } else if (op instanceof MaxPool p) {
      return pool(x, p.window());
    } else if (op instanceof GlobalAveragePool) {
      return Pool.globalAvgPool2d(x);
    } else if (op instanceof Reshape) {
      return x.reshape(x.getShape().get(0), -1);
    } else if (op instanceof Arithmetic) {
      return x.add(values[node.inputs().get(1)]);
    } else if (op instanceof BatchNormalization n) {
      return normalization(node, x, n.epsilon(), false);
    } else if (op instanceof TrainingBatchNormalization n) {
      return normalization(node, x, n.epsilon(), true);
    }
    throw new IllegalArgumentException("expected an operator with a counterpart in libtorch, found " + node);
  }

  private static NDArray convolution(NDArray x, Window w, NDArray weight, NDArray bias) {
    return Conv2d.conv2d(x, weight, bias, new Shape(w.strideH(), w.strideW()), new Shape(w.padTop(), w.padLeft()), new Shape(1, 1), 1)
        .singletonOrThrow();
  }

  private static NDArray pool(NDArray x, Window w) {
    return Pool.maxPool2d(x, new Shape(w.kernelH(), w.kernelW()), new Shape(w.strideH(), w.strideW()), new Shape(w.padTop(), w.padLeft()), false);
  }

  private NDArray normalization(Node node, NDArray x, double epsilon, boolean training) {
    return BatchNorm.batchNorm(x, block(node, 2), block(node, 3), block(node, 0), block(node, 1), 1, 0.9f, (float) epsilon, training)
        .singletonOrThrow();
  }

  @Override
  public void close() {
    manager.close();
  }
}
