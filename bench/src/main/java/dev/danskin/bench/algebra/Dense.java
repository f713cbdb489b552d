package dev.danskin.bench.algebra;

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
import org.openjdk.jmh.annotations.Warmup;

/** A system solved by Cholesky's decomposition, and a product, of n×n matrices. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Dense {
  @Param({"ejml", "hipparchus", "commons-math", "ojalgo"})
  public String library;

  @Param({"20", "100"})
  public int n;

  private Algebra algebra;
  private double[] b;
  private double[] x;

  @Setup
  public void setUp() {
    algebra = Algebra.of(library, n, SampleMatrix.of(n));
    b = new double[n];
    x = new double[n];
    Arrays.setAll(b, i -> 1 - 0.01 * i);
  }

  @Benchmark
  public double[] choleskySolve() {
    algebra.solve(b, x);
    return x;
  }

  @Benchmark
  public Object product() {
    return algebra.square();
  }
}
