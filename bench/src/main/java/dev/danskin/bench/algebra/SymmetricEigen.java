package dev.danskin.bench.algebra;

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

/** Eigenvalues and eigenvectors of a symmetric n×n matrix, from array to arrays. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SymmetricEigen {
  @Param({"ejml", "hipparchus", "commons-math", "ojalgo"})
  public String library;

  @Param({"5", "20", "40", "100"})
  public int n;

  private Algebra algebra;
  private double[] values;
  private double[] vectors;

  @Setup
  public void setUp() {
    algebra = Algebra.of(library, n, SampleMatrix.of(n));
    values = new double[n];
    vectors = new double[n * n];
  }

  @Benchmark
  public double[] eigen() {
    algebra.eigen(values, vectors);
    return vectors;
  }
}
