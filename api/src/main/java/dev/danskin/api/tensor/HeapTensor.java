package dev.danskin.api.tensor;

/** What float32 and float64 tensors on the Java heap share: shape, memory and checks. */
abstract class HeapTensor implements Tensor {
  final Shape shape;
  final Memory memory;

  HeapTensor(int length, Shape shape, Memory memory) {
    if (length != shape.size()) {
      throw new IllegalArgumentException("expected " + shape.size() + " elements for shape " + shape + ", found " + length);
    }
    this.shape = shape;
    this.memory = memory;
  }

  /** Gives up the array and makes every later use fail. */
  abstract Object release();

  @Override
  public final Shape shape() {
    return shape;
  }

  @Override
  public final Memory memory() {
    return memory;
  }

  final void same(Tensor y) {
    if (y.type() != type() || y.shape().size() != shape.size() || y.rows() != rows()) {
      throw new IllegalArgumentException("expected an operand of type " + type() + " and shape " + shape + ", found "
          + y.type() + " " + y.shape());
    }
  }

  final void perRow(double[] a) {
    if (a.length != rows()) {
      throw new IllegalArgumentException("expected one number for each of " + rows() + " rows, found " + a.length);
    }
  }

  static <T> T live(T array) {
    if (array == null) {
      throw new IllegalStateException("this tensor was used after its scope closed; keep() it in the scope");
    }
    return array;
  }

  @Override
  public final float[] toFloats() {
    double[] all = toDoubles();
    float[] rounded = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      rounded[i] = (float) all[i];
    }
    return rounded;
  }

  @Override
  public String toString() {
    return type() + " " + shape;
  }
}
