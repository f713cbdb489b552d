package dev.danskin.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.danskin.bench.Images;
import dev.danskin.bench.kernels.OneThread;
import dev.danskin.bench.kernels.RunsOn;
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

/** Value and gradient of the cross-entropy by libtorch: by its own differentiation, and composed by hand without it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
@OneThread
public class LibtorchLosses {
  @Param({"100x10", "256x1000"})
  public String shape;

  @Param({"differentiated", "composed"})
  public String layout;

  private NDManager manager;
  private NDArray logits;
  private NDArray y;
  private NDArray oneHot;

  @Setup
  public void setUp() {
    manager = NDManager.newBaseManager("PyTorch");
    JniUtils.setNumThreads(1);
    String[] e = shape.split("x");
    int n = Integer.parseInt(e[0]);
    int k = Integer.parseInt(e[1]);
    logits = manager.create(Images.uniform("logits", n, k).toFloats(), new Shape(n, k)).mul(10).sub(5);
    y = manager.arange(n).mod(k).toType(DataType.INT64, false);
    oneHot = y.oneHot(k);
    if (layout.equals("differentiated")) {
      logits.setRequiresGradient(true);
    }
  }

  @Benchmark
  public float softmaxCrossEntropy() {
    return layout.equals("composed") ? composed() : differentiated();
  }

  private float composed() {
    try (NDManager step = manager.newSubManager()) {
      NDArray log = logits.logSoftmax(1);
      log.attach(step);
      NDArray value = log.mul(oneHot).sum(new int[] {1});
      return value.getFloat(0) + log.exp().subi(oneHot).getFloat(0, 0);
    }
  }

  private float differentiated() {
    try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector();
        NDArray value = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(logits))) {
      tape.backward(value);
      return value.getFloat();
    }
  }

  @TearDown
  public void tearDown() {
    manager.close();
  }
}
