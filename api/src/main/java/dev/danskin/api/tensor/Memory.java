package dev.danskin.api.tensor;

import dev.danskin.api.kernel.Kernels;

/**
 * Where tensors come from. A tensor's operations allocate their results from the tensor's own memory, so whoever makes
 * the first tensor of a computation decides for all of it. {@link #heap()} leaves tensors to the garbage collector and
 * may be shared by threads; a {@link Pool} reuses arrays, works in {@link Scope}s and belongs to one thread.
 */
public interface Memory {
  /** A tensor with unspecified contents. */
  Tensor allocate(DType type, Shape shape);

  /** As {@link #allocate}, for the outermost open scope: survives the scopes inside it. */
  Tensor retain(DType type, Shape shape);

  /** Opens a scope: what is allocated until it closes returns to this memory then, unless kept. */
  Scope scope();

  /** The kernels for tensors of this memory; which ones they are changes speed, never a result. */
  default Kernels kernels() {
    return Kernels.fastest();
  }

  /** A tensor of zeros. */
  default Tensor zeros(DType type, Shape shape) {
    Tensor t = allocate(type, shape);
    t.fill(0);
    return t;
  }

  /** Memory that the garbage collector looks after. */
  static Memory heap() {
    return HeapMemory.INSTANCE;
  }

  /** A copy of {@code source} in this memory. */
  default Tensor copy(Tensor source) {
    Tensor t = allocate(source.type(), source.shape());
    source.into(t);
    return t;
  }
}
