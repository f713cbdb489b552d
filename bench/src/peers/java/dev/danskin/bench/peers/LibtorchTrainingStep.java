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
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.Networks;
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
 * {@code TrainingStep} by libtorch through DJL: the same networks, weights and inputs; the weights need gradients, the
 * inputs do not. Channels last is what libtorch sees when the strides of inputs and weights say so.
 */
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

  private NDManager manager;
  private NDArray x;
  private NDArray y;
  private NDArray[] w;

  @Setup
  public void setUp() {
    manager = NDManager.newBaseManager("PyTorch");
    Graph graph = net.equals("small") ? Networks.smallMnist() : Networks.madryMnist();
    float[] theta = graph.parameters().theta().toFloats();
    w = new NDArray[8];
    for (int b = 0; b < 8; b++) {
      int[] shape = graph.parameterShape(b);
      int offset = graph.parameters().blocks().get(b).offset();
      float[] values = java.util.Arrays.copyOfRange(theta, offset, offset + Graph.size(shape));
      NDArray block = manager.create(values, new Shape(java.util.Arrays.stream(shape).asLongStream().toArray()));
      w[b] = shape.length == 4 ? ordered(block) : shape.length == 2 ? block.transpose().duplicate() : block;
      w[b].setRequiresGradient(true);
    }
    int n = net.equals("small") ? 64 : 50;
    long[] ids = new long[n];
    java.util.Arrays.setAll(ids, i -> i);
    float[] pixels = Philox.of(1, "bench").uniform(ids, 0, Tensor.zeros(DType.FLOAT32, n, 1, 28, 28)).toFloats();
    x = ordered(manager.create(pixels, new Shape(n, 1, 28, 28)));
    y = manager.arange(n).mod(10).toType(DataType.INT64, false);
  }

  private NDArray ordered(NDArray t) {
    return layout.equals("nchw") ? t : t.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
  }

  @Benchmark
  public float gradient() {
    try (NDManager step = manager.newSubManager()) {
      NDArray in = x.duplicate();
      in.attach(step);
      try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray v = net.equals("small") ? small(in) : madry(in);
        NDArray hidden = Activation.relu(Linear.linear(v, w[4], w[5]).singletonOrThrow());
        NDArray logits = Linear.linear(hidden, w[6], w[7]).singletonOrThrow();
        NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(logits));
        tape.backward(loss);
      }
      return w[0].getGradient().getFloat(0, 0, 0, 0);
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

  @TearDown
  public void tearDown() {
    manager.close();
  }
}
