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
 * {@code InputGradient} by libtorch through DJL: the same network, weights and inputs; weights need no gradient. Channels
 * last is what libtorch sees when the strides of inputs and weights say so.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 2)
public class LibtorchInputGradient {
  @Param({"nchw", "channels_last"})
  public String layout;

  private NDManager manager;
  private NDArray x;
  private NDArray y;
  private NDArray[] w;

  @Setup
  public void setUp() {
    manager = NDManager.newBaseManager("PyTorch");
    Graph graph = Networks.madryMnist();
    float[] theta = graph.parameters().theta().toFloats();
    w = new NDArray[8];
    for (int b = 0; b < 8; b++) {
      int[] shape = graph.parameterShape(b);
      int offset = graph.parameters().blocks().get(b).offset();
      float[] values = java.util.Arrays.copyOfRange(theta, offset, offset + Graph.size(shape));
      NDArray block = manager.create(values, new Shape(java.util.Arrays.stream(shape).asLongStream().toArray()));
      w[b] = shape.length == 4 ? ordered(block) : shape.length == 2 ? block.transpose().duplicate() : block;
    }
    long[] ids = new long[100];
    java.util.Arrays.setAll(ids, i -> i);
    float[] pixels = Philox.of(1, "bench").uniform(ids, 0, Tensor.zeros(DType.FLOAT32, 100, 1, 28, 28)).toFloats();
    x = ordered(manager.create(pixels, new Shape(100, 1, 28, 28)));
    y = manager.arange(100).mod(10).toType(DataType.INT64, false);
  }

  private NDArray ordered(NDArray t) {
    return layout.equals("nchw") ? t : t.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
  }

  @Benchmark
  public float gradient() {
    try (NDManager step = manager.newSubManager()) {
      NDArray in = x.duplicate();
      in.attach(step);
      in.setRequiresGradient(true);
      try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDList v = Conv2d.conv2d(in, w[0], w[1], new Shape(1, 1), new Shape(2, 2), new Shape(1, 1), 1);
        v = pooled(v);
        v = pooled(Conv2d.conv2d(v.singletonOrThrow(), w[2], w[3], new Shape(1, 1), new Shape(2, 2), new Shape(1, 1), 1));
        NDArray flat = v.singletonOrThrow().reshape(100, 3136);
        NDArray hidden = Activation.relu(Linear.linear(flat, w[4], w[5]).singletonOrThrow());
        NDArray logits = Linear.linear(hidden, w[6], w[7]).singletonOrThrow();
        NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(logits));
        tape.backward(loss);
      }
      return in.getGradient().getFloat(0, 0, 0, 0);
    }
  }

  private static NDList pooled(NDList v) {
    return new NDList(Pool.maxPool2d(Activation.relu(v.singletonOrThrow()), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false));
  }

  @TearDown
  public void tearDown() {
    manager.close();
  }
}
