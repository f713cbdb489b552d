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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;

/** The same measures by ND4J's own operations on its own memory, in place where it can: the fastest forms found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Dorg.bytedeco.javacpp.nopointergc=true")
@RunsOn("nd4j")
public class Nd4jKernels {
  @Param({"64x1x28x28", "256x3x32x32", "64x3x224x224"})
  public String shape;

  private INDArray z;
  private INDArray g;
  private INDArray low;
  private INDArray high;
  private INDArray sign;
  private INDArray start;
  private INDArray out;
  private DynamicCustomOp relu;
  private DynamicCustomOp reluPullback;

  private INDArray rows(String name, double from, double to) {
    int[] e = Operands.extents(shape);
    return Nd4j.createFromArray(Operands.uniform(name, e, from, to)).reshape(e[0], -1);
  }

  @Setup
  public void setUp() {
    z = rows("z", -Operands.EPS, Operands.EPS);
    g = rows("g", -1, 1);
    start = rows("start", -0.1, 0.1);
    INDArray x = rows("x", 0, 1);
    low = Nd4j.exec(new Max(x.neg(), Nd4j.valueArrayOf(x.shape(), -Operands.EPS, DataType.FLOAT), x.like()))[0];
    high = Nd4j.exec(new Min(x.rsub(1), Nd4j.valueArrayOf(x.shape(), Operands.EPS, DataType.FLOAT), x.like()))[0];
    sign = x.like();
    out = x.like();
    relu = DynamicCustomOp.builder("relu").addInputs(g).addOutputs(out).build();
    relu.addTArgument(0.0);
    reluPullback = DynamicCustomOp.builder("relu_bp").addInputs(z, g).addOutputs(out).build();
    reluPullback.addTArgument(0.0);
  }

  @Benchmark
  public Object pgdStep() {
    Nd4j.exec(new Sign(g, sign));
    Nd4j.getBlasWrapper().axpy(Operands.STEP, sign.reshape(-1), z.reshape(-1));
    Nd4j.exec(new Max(z, low, z));
    return Nd4j.exec(new Min(z, high, z));
  }

  @Benchmark
  public Object l2Projection() {
    try (INDArray norm = start.norm2(1)) {
      norm.rdivi(Operands.RADIUS);
      return Nd4j.exec(new BroadcastMulOp(start, norm, out, 0));
    }
  }

  @Benchmark
  public Object axpy() {
    return Nd4j.getBlasWrapper().axpy(1e-3, g.reshape(-1), out.reshape(-1));
  }

  @Benchmark
  public Object relu() {
    return Nd4j.exec(relu);
  }

  @Benchmark
  public Object reluPullback() {
    return Nd4j.exec(reluPullback);
  }

  @Benchmark
  public Object uniform() {
    return Nd4j.getExecutioner().exec(new UniformDistribution(out, 0.0, 1.0));
  }

  @Benchmark
  public Object gaussian() {
    return Nd4j.getExecutioner().exec(new GaussianDistribution(out, 0.0, 1.0));
  }
}
