package dev.danskin.api.tensor;

/**
 * n instances along the leading axis, float32 or float64, C order, on one backend. Operations dispatch on the tensor:
 * {@code row…} acts on each instance apart, everything else elementwise. Values that leave a tensor as numbers (norms,
 * sums) are binary64, accumulated in a fixed order. NaN is never swallowed: it passes through every operation.
 *
 * <p>A tensor is immutable to its readers. Each hot operation has a destination form, whose last argument {@code out}
 * has this tensor's type and shape (it may be this tensor), is overwritten and returned; only the owner of {@code out}
 * calls it. The forms without {@code out} allocate from {@link #memory()}.
 *
 * <p>Operands must have this tensor's type and shape, otherwise {@link IllegalArgumentException}.
 */
public interface Tensor {
  /** The element type. */
  DType type();

  /** The extents, [n, …]. */
  Shape shape();

  /** Where results of this tensor's operations are allocated. */
  Memory memory();

  /** Number of instances, n. */
  default int rows() {
    return shape().rows();
  }

  /** Elements of one instance. */
  default int rowSize() {
    return shape().rowSize();
  }

  /** A new tensor of this type, shape and memory, contents unspecified. */
  default Tensor like() {
    return memory().allocate(type(), shape());
  }

  /** As {@link #like()}, with another number of instances. */
  default Tensor like(int rows) {
    return memory().allocate(type(), shape().withRows(rows));
  }

  // ---- elementwise ----

  /** this + y. */
  Tensor plus(Tensor y, Tensor out);

  /** this − y. */
  Tensor minus(Tensor y, Tensor out);

  /** this · y, element by element. */
  Tensor times(Tensor y, Tensor out);

  /** this · a. */
  Tensor scale(double a, Tensor out);

  /** this + a·y. */
  Tensor plus(double a, Tensor y, Tensor out);

  /** this / (y + a), element by element. */
  Tensor over(Tensor y, double a, Tensor out);

  /** The square root; NaN below 0. */
  Tensor sqrt(Tensor out);

  /** −1, 0 or 1; NaN for NaN. */
  Tensor signum(Tensor out);

  /** min(max(this, low), high); the bounds are tensors of this shape. */
  Tensor clamp(Tensor low, Tensor high, Tensor out);

  /** min(max(this, low), high). */
  Tensor clamp(double low, double high, Tensor out);

  /** Each instance times its own number; {@code a} is [n]. */
  Tensor rowScale(double[] a, Tensor out);

  /** Overwrites every element; only for the tensor's owner. */
  Tensor fill(double value);

  /** this + y. */
  default Tensor plus(Tensor y) {
    return plus(y, like());
  }

  /** this − y. */
  default Tensor minus(Tensor y) {
    return minus(y, like());
  }

  /** this · y, element by element. */
  default Tensor times(Tensor y) {
    return times(y, like());
  }

  /** this · a. */
  default Tensor scale(double a) {
    return scale(a, like());
  }

  /** this + a·y. */
  default Tensor plus(double a, Tensor y) {
    return plus(a, y, like());
  }

  /** −1, 0 or 1; NaN for NaN. */
  default Tensor signum() {
    return signum(like());
  }

  /** min(max(this, low), high); the bounds are tensors of this shape. */
  default Tensor clamp(Tensor low, Tensor high) {
    return clamp(low, high, like());
  }

  /** min(max(this, low), high). */
  default Tensor clamp(double low, double high) {
    return clamp(low, high, like());
  }

  /** Each instance times its own number; {@code a} is [n]. */
  default Tensor rowScale(double[] a) {
    return rowScale(a, like());
  }

  // ---- per instance ----

  /** Σx, [n]. */
  double[] rowSum();

  /** ⟨this, y⟩, [n]. */
  double[] rowDot(Tensor y);

  /** Σ|x|, [n]. */
  double[] rowNorm1();

  /** (Σx²)^½, without overflow; [n]. */
  double[] rowNorm2();

  /** max|x|, [n]; NaN if any is NaN. */
  double[] rowNormInf();

  /** Index of the largest element, the lowest at ties; −1 if any element is NaN. */
  int[] rowArgmax();

  /** Whether every element of the instance is finite. */
  boolean[] rowFinite();

  /** Applies {@code f} to each instance in binary64 and rounds the result. */
  Tensor mapRows(RowMap f, Tensor out);

  // ---- structure and access ----

  /** The instances {@code index[0], index[1], …}, copied. */
  Tensor rows(int[] index);

  /** As {@link #rows}, in memory that outlives the open {@link Scope}: for state that is carried to the next step. */
  default Tensor retainedRows(int[] index) {
    Tensor kept = memory().retain(type(), shape().withRows(index.length));
    for (int r = 0; r < index.length; r++) {
      kept.put(r, this, index[r]);
    }
    return kept;
  }

  /** Overwrites instance {@code row} by instance {@code sourceRow} of {@code source}; only for the tensor's owner. */
  void put(int row, Tensor source, int sourceRow);

  /** The same elements under another shape of equal size, otherwise {@link IllegalArgumentException}; shares memory. */
  Tensor reshape(Shape shape);

  /** Copies into {@code destination}, which has this size and either type; returns it. */
  Tensor into(Tensor destination);

  /** This tensor, or a copy of the other type in heap memory. */
  default Tensor cast(DType type) {
    return type == type() ? this : into(Memory.heap().allocate(type, shape()));
  }

  /** Element {@code index} in C order, 0 ≤ index &lt; size. */
  double get(int index);

  /** Reads instance {@code row} into {@code destination}, which has at least {@link #rowSize()} places. */
  void read(int row, double[] destination);

  /** Overwrites instance {@code row}; only for the tensor's owner. */
  void write(int row, double[] source);

  /** All elements, copied, C order. */
  double[] toDoubles();

  /** All elements, copied and rounded to binary32, C order. */
  float[] toFloats();

  /** A float32 tensor on the heap with a copy of {@code values}, as many as the extents say. */
  static Tensor of(float[] values, int... extents) {
    return FloatTensor.wrap(values.clone(), Shape.of(extents));
  }

  /** A float64 tensor on the heap with a copy of {@code values}, as many as the extents say. */
  static Tensor of(double[] values, int... extents) {
    return DoubleTensor.wrap(values.clone(), Shape.of(extents));
  }

  /** A tensor of zeros on the heap. */
  static Tensor zeros(DType type, int... extents) {
    return Memory.heap().zeros(type, Shape.of(extents));
  }
}
