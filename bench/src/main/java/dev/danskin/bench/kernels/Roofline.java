package dev.danskin.bench.kernels;

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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What memory and caches give to plain loops that the compiler vectorises, on arrays of a kernel's size: the roof under which kernels
 * are judged.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("roof")
public class Roofline {
  @Param({"64x1x28x28", "256x3x32x32", "64x3x224x224"})
  public String shape;

  private float[] a;
  private float[] b;
  private float[] c;

  @Setup
  public void setUp() {
    int[] e = Operands.extents(shape);
    a = Operands.uniform("a", e, 0, 1);
    b = Operands.uniform("b", e, 0, 1);
    c = Operands.uniform("c", e, 0, 1);
  }

  /** 1 read, 1 write. */
  @Benchmark
  public float[] copy() {
    float[] from = a;
    float[] to = b;
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
    }
    return to;
  }

  /** 2 reads, 1 write. */
  @Benchmark
  public float[] triad() {
    float[] to = a;
    float[] x = b;
    float[] y = c;
    for (int i = 0; i < to.length; i++) {
      to[i] = x[i] + 0.5f * y[i];
    }
    return to;
  }

  /** 3 reads, 1 write, in place: what a step of projected gradient descent touches. */
  @Benchmark
  public float[] threeReadsOneWrite() {
    float[] to = a;
    float[] x = b;
    float[] y = c;
    for (int i = 0; i < to.length; i++) {
      to[i] = 0.5f * to[i] + (0.25f * x[i] + 0.25f * y[i]);
    }
    return to;
  }
}
