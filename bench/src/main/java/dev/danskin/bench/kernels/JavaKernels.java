package dev.danskin.bench.kernels;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.Tensor;
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

/** {@link Kernels} on batches of images: the definition in plain Java and its twin by the Vector API. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class JavaKernels {
  @Param({"64x1x28x28", "256x3x32x32", "64x3x224x224"})
  public String shape;

  @Param({"jvm", "simd"})
  public String backend;

  private Kernels kernels;
  private Tensor z;
  private Tensor g;
  private Tensor start;
  private Tensor m;
  private Tensor v;
  private Tensor out;
  private long[] ids;
  private Region linf;
  private Region l2;
  private Region l2Ball;
  private Region l1;

  @Setup
  public void setUp() {
    kernels = Operands.kernels(backend);
    int[] e = Operands.extents(shape);
    z = Operands.tensor(Operands.uniform("z", e, -Operands.EPS, Operands.EPS), e);
    g = Operands.tensor(Operands.uniform("g", e, -1, 1), e);
    Tensor x = Operands.tensor(Operands.uniform("x", e, 0, 1), e);
    start = Operands.tensor(Operands.uniform("start", e, -0.1, 0.1), e);
    m = z.like().fill(0);
    v = z.like().fill(0);
    out = z.like();
    ids = Operands.ids(e[0]);
    Bounds room = new Bounds.Around(x, 0, 1, Double.POSITIVE_INFINITY);
    linf = Region.of(room.within(Operands.EPS));
    l2 = new Region(Norm.L2, Operands.RADIUS, room);
    l2Ball = new Region(Norm.L2, Operands.RADIUS, new Bounds.Around(x, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    l1 = new Region(Norm.L1, Operands.RADIUS, room);
  }

  /** z ← Π(z + a·sign g), in place. */
  @Benchmark
  public Tensor pgdStep() {
    return kernels.step(z, Operands.STEP, Direction.SIGN, g, linf, z);
  }

  /** z ← Π(z + a·g/‖g‖₂) onto the L2 ball cut with the images' box, in place. */
  @Benchmark
  public Tensor l2Step() {
    return kernels.step(z, Operands.RADIUS / 4, Direction.NORMALISED, g, l2, z);
  }

  /** Onto the L2 ball alone. */
  @Benchmark
  public Tensor l2Projection() {
    return kernels.project(start, l2Ball, out);
  }

  /** Onto the L2 ball cut with the images' box, exactly. */
  @Benchmark
  public Tensor l2BoxProjection() {
    return kernels.project(start, l2, out);
  }

  /** Onto the L1 ball cut with the images' box, exactly. */
  @Benchmark
  public Tensor l1BoxProjection() {
    return kernels.project(start, l1, out);
  }

  @Benchmark
  public double[] l2Norm() {
    return kernels.rowNorm2(g);
  }

  @Benchmark
  public Tensor axpy() {
    return kernels.axpy(out, 1e-3, g, out);
  }

  @Benchmark
  public Tensor relu() {
    return kernels.relu(g, out);
  }

  @Benchmark
  public Tensor reluPullback() {
    return kernels.reluPullback(z, g, out);
  }

  @Benchmark
  public Tensor momentum() {
    return kernels.momentum(g, m, 0.9, false, out);
  }

  @Benchmark
  public Tensor adam() {
    return kernels.adam(g, m, v, new Kernels.Adam(0.9, 0.999, 0.1, 0.001, 1e-8), out);
  }

  @Benchmark
  public Tensor uniform() {
    return kernels.uniform(1, ids, 0, out);
  }

  @Benchmark
  public Tensor gaussian() {
    return kernels.normal(1, ids, 0, out);
  }
}
