package dev.danskin.api.tensor;

import dev.danskin.api.kernel.Kernels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory that reuses arrays of equal length, for one thread. What is allocated inside a {@link Scope} goes back when
 * the scope closes; a tensor used after that fails instead of showing somebody else's numbers. What is allocated
 * outside any scope lives as long as its references do.
 */
public final class Pool implements Memory {
  private final Map<Integer, Deque<float[]>> floats = new HashMap<>();
  private final Map<Integer, Deque<double[]>> doubles = new HashMap<>();
  private final Deque<PoolScope> open = new ArrayDeque<>();
  private final Kernels kernels;

  /** A pool whose tensors use the fastest kernels. */
  public Pool() {
    this(Kernels.fastest());
  }

  /** A pool whose tensors use these kernels. */
  public Pool(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public Tensor allocate(DType type, Shape shape) {
    HeapTensor t = make(type, shape);
    if (!open.isEmpty()) {
      open.peek().owned.add(t);
    }
    return t;
  }

  @Override
  public Tensor retain(DType type, Shape shape) {
    HeapTensor t = make(type, shape);
    if (!open.isEmpty()) {
      open.peekLast().owned.add(t);
    }
    return t;
  }

  private HeapTensor make(DType type, Shape shape) {
    return type == DType.FLOAT32 ? float32(shape) : float64(shape);
  }

  private HeapTensor float32(Shape shape) {
    float[] old = reuse(floats, shape.size());
    return new FloatTensor(old == null ? new float[shape.size()] : old, shape, this);
  }

  private HeapTensor float64(Shape shape) {
    double[] old = reuse(doubles, shape.size());
    return new DoubleTensor(old == null ? new double[shape.size()] : old, shape, this);
  }

  private static <A> A reuse(Map<Integer, Deque<A>> free, int length) {
    Deque<A> stack = free.get(length);
    return stack == null ? null : stack.poll();
  }

  @Override
  public Scope scope() {
    PoolScope scope = new PoolScope();
    open.push(scope);
    return scope;
  }

  private void giveBack(HeapTensor t) {
    Object array = t.release();
    if (array instanceof float[] f) {
      floats.computeIfAbsent(f.length, k -> new ArrayDeque<>()).push(f);
    } else if (array instanceof double[] d) {
      doubles.computeIfAbsent(d.length, k -> new ArrayDeque<>()).push(d);
    }
  }

  private final class PoolScope implements Scope {
    private final List<HeapTensor> owned = new ArrayList<>();

    @Override
    public Tensor keep(Tensor tensor) {
      if (owned.removeIf(t -> t == tensor)) {
        PoolScope outer = enclosing();
        if (outer != null) {
          outer.owned.add((HeapTensor) tensor);
        }
      }
      return tensor;
    }

    private PoolScope enclosing() {
      boolean found = false;
      for (PoolScope s : open) {
        if (found) {
          return s;
        }
        found = s == this;
      }
      return null;
    }

    @Override
    public void close() {
      if (open.peek() != this) {
        throw new IllegalStateException("scopes close in the reverse order of their opening");
      }
      open.pop();
      owned.forEach(Pool.this::giveBack);
      owned.clear();
    }
  }
}
