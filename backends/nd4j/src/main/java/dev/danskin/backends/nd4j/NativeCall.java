package dev.danskin.backends.nd4j;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * An operation of ND4J bound once to its arrays and arguments. {@code Nd4j.exec(op)} would build a native context for
 * every call, about a kilobyte that only the garbage collector gives back, and its executioner allocates some 700 bytes more; a
 * context that is kept and handed to the native library directly allocates nothing per call.
 */
final class NativeCall {
  private final String name;
  private final long hash;
  /** Holds what the native context points to. */
  private final OpContext context;
  private final Pointer pointer;
  private final NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();

  private NativeCall(DynamicCustomOp op, OpContext context) {
    name = op.opName();
    hash = op.opHash();
    this.context = context;
    pointer = context.contextPointer();
  }

  /** @param arguments the operation's whole-number arguments, in ND4J's order */
  static NativeCall of(String name, INDArray out, INDArray[] in, long... arguments) {
    DynamicCustomOp op = DynamicCustomOp.builder(name).addInputs(in).addOutputs(out).build();
    op.addIArgument(arguments);
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(in);
    context.setOutputArrays(out);
    context.setIArguments(arguments);
    return new NativeCall(op, context);
  }

  /** C = A B, or with B transposed. */
  static NativeCall product(INDArray a, INDArray b, boolean transposeB, INDArray c) {
    return product(a, false, b, transposeB, c);
  }

  /** C = A B, or with A, B or both transposed. */
  static NativeCall product(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    return of("matmul", c, new INDArray[] {a, b}, transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
  }

  void run() {
    int status = library.execCustomOp2(null, hash, pointer);
    if (status != 0 || library.lastErrorCode() != 0) {
      throw new IllegalStateException("ND4J's operation " + name + " failed: " + library.lastErrorMessage());
    }
  }
}
