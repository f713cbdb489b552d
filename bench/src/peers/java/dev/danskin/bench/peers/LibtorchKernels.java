package dev.danskin.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.jni.JniUtils;
import dev.danskin.bench.Images;
import dev.danskin.bench.kernels.RunsOn;
import java.util.Arrays;
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

/** The measures of images by libtorch's operations, in place where DJL offers it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
public class LibtorchKernels {
  private static final float EPS = 8 / 255f;

  @Param({"64x1x28x28", "256x3x32x32", "64x3x224x224"})
  public String shape;

  private NDManager manager;
  private NDArray z;
  private NDArray g;
  private NDArray x;
  private NDArray start;
  private NDArray m;
  private NDArray v;
  private Shape extents;

  @Setup
  public void setUp() {
    manager = NDManager.newBaseManager("PyTorch");
    int[] e = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    extents = new Shape(Arrays.stream(e).asLongStream().toArray());
    JniUtils.setNumThreads(1);
    x = array("x", e);
    g = array("g", e).mul(2).sub(1);
    z = array("z", e).mul(2 * EPS).sub(EPS);
    start = array("start", e).mul(0.2).sub(0.1);
    m = x.zerosLike();
    v = x.zerosLike();
  }

  private NDArray array(String name, int[] e) {
    return manager.create(Images.uniform(name, e).toFloats(), extents);
  }

  /** δ ← clamp(x + clamp(δ + a·sign g, ±ε), 0, 1) − x. */
  @Benchmark
  public NDArray pgdStep() {
    try (NDManager step = manager.newSubManager()) {
      NDArray s = g.sign();
      s.attach(step);
      NDArray inBall = s.muli(2 / 255f).addi(z).clip(-EPS, EPS);
      inBall.attach(step);
      NDArray inBox = inBall.addi(x).clip(0, 1);
      z.close();
      z = inBox.subi(x);
      z.attach(manager);
      return z;
    }
  }

  @Benchmark
  public void l2Projection() {
    try (NDManager step = manager.newSubManager()) {
      NDArray rows = start.reshape(extents.get(0), -1);
      rows.attach(step);
      NDArray factor = rows.norm(new int[] {1}, true).pow(-1).muli(0.5f).minimum(1);
      factor.attach(step);
      rows.mul(factor).attach(step);
    }
  }

  @Benchmark
  public float l2Norm() {
    try (NDArray rows = g.reshape(extents.get(0), -1); NDArray norm = rows.norm(new int[] {1}, false)) {
      return norm.getFloat(0);
    }
  }

  @Benchmark
  public NDArray axpy() {
    try (NDArray s = g.mul(1e-3f)) {
      return m.addi(s);
    }
  }

  @Benchmark
  public void relu() {
    Activation.relu(g).close();
  }

  @Benchmark
  public NDArray momentum() {
    return m.muli(0.9f).addi(g);
  }

  @Benchmark
  public void adam() {
    try (NDManager step = manager.newSubManager()) {
      NDArray first = g.mul(0.1f);
      NDArray second = g.mul(g);
      first.attach(step);
      second.attach(step);
      m.muli(0.9f).addi(first);
      v.muli(0.999f).addi(second.muli(0.001f));
      NDArray scaled = v.div(0.001f);
      scaled.attach(step);
      NDArray root = scaled.sqrt().addi(1e-8f);
      root.attach(step);
      m.div(0.1f).divi(root).attach(step);
    }
  }

  @Benchmark
  public void uniform() {
    manager.randomUniform(0, 1, extents).close();
  }

  @Benchmark
  public void gaussian() {
    manager.randomNormal(extents).close();
  }

  @TearDown
  public void tearDown() {
    manager.close();
  }
}
