package dev.danskin.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

/** m×k times k×n by libtorch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
public class LibtorchGemm {
  @Param({"128x784x512", "1024x1024x1024"})
  public String shape;

  private NDManager manager;
  private NDArray a;
  private NDArray b;

  @Setup
  public void setUp() {
    manager = NDManager.newBaseManager("PyTorch");
    JniUtils.setNumThreads(1);
    int[] e = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    a = manager.create(Images.uniform("a", e[0], e[1]).toFloats(), new Shape(e[0], e[1]));
    b = manager.create(Images.uniform("b", e[1], e[2]).toFloats(), new Shape(e[1], e[2]));
  }

  @Benchmark
  public void gemm() {
    a.matMul(b).close();
  }

  @TearDown
  public void tearDown() {
    manager.close();
  }
}
