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
import org.nd4j.linalg.factory.Nd4j;

/** m×k times k×n by ND4J's {@code matmul} into memory allocated before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 9, time = 70, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Dorg.bytedeco.javacpp.nopointergc=true")
@RunsOn("nd4j")
public class Nd4jGemm {
  @Param({"128x784x512", "1024x1024x1024"})
  public String shape;

  private DynamicCustomOp op;

  @Setup
  public void setUp() {
    int[] e = Operands.extents(shape);
    INDArray a = Nd4j.createFromArray(Operands.uniform("a", new int[] {e[0], e[1]}, -1, 1)).reshape(e[0], e[1]);
    INDArray b = Nd4j.createFromArray(Operands.uniform("b", new int[] {e[1], e[2]}, -1, 1)).reshape(e[1], e[2]);
    op = DynamicCustomOp.builder("matmul").addInputs(a, b).addOutputs(Nd4j.create(DataType.FLOAT, e[0], e[2])).build();
    op.addIArgument(0, 0, 0);
  }

  @Benchmark
  public Object gemm() {
    return Nd4j.exec(op);
  }
}
