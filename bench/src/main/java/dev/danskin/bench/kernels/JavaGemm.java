package dev.danskin.bench.kernels;

import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.models.graph.Program;
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

/** m×k times k×n in plain Java, as a dense layer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("jvm")
public class JavaGemm {
  @Param({"128x784x512", "1024x1024x1024"})
  public String shape;

  private Program program;
  private Tensor x;
  private int m;

  @Setup
  public void setUp() {
    int[] e = Operands.extents(shape);
    m = e[0];
    program = Networks.backend("jvm").compile(Networks.dense(e[1], e[2]), m);
    x = Images.of(m, e[1]).x();
  }

  @Benchmark
  public Program gemm() {
    program.forward(x, 0, m);
    return program;
  }

  @TearDown
  public void tearDown() {
    program.close();
  }
}
