package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Y = X M, where the bits of a row of Y must not depend on how many rows there are. The library's product keeps them from
 * 16 to 64 rows and changes them at 256 (seen at 3136 × 1024: another blocking of the inner sum), so rows are taken 64 at
 * a time and the rest 16 at a time.
 *
 * <p>At sixteen rows the product is bound by reading M. Where M exceeds the second-level cache, Yᵀ = Mᵀ Xᵀ reads it in
 * the order of memory and takes 0.6 of the time on a busy machine; the sums, and so the bits, are the same (a test holds
 * this).
 */
final class Product implements AutoCloseable {
  private static final int WIDE = 64;
  private static final int NARROW = 16;
  private static final long SECOND_LEVEL_CACHE = 1 << 18;
  private final List<Runnable> parts = new ArrayList<>();
  private final List<INDArray> owned = new ArrayList<>();
  private final int in;
  private final int out;
  private float[] rows;
  private float[] turned;

  /**
   * @param x [rows, in]
   * @param m [in, out]
   * @param mTransposed the same numbers, [out, in]
   * @param y [rows, out]
   */
  Product(INDArray x, INDArray m, INDArray mTransposed, INDArray y) {
    in = (int) m.size(0);
    out = (int) m.size(1);
    long n = x.size(0);
    boolean turn = (long) in * out > SECOND_LEVEL_CACHE;
    NativeCall turnedProduct = null;
    for (long first = 0; first < n;) {
      long count = n - first >= WIDE ? WIDE : Math.min(NARROW, n - first);
      if (count == NARROW && turn) {
        turnedProduct = turnedProduct == null ? turned(mTransposed) : turnedProduct;
        parts.add(turned(turnedProduct, Slot.buffer(x), Slot.buffer(y), (int) first));
      } else {
        parts.add(NativeCall.product(some(x, first, count), m, false, some(y, first, count))::run);
      }
      first += count;
    }
  }

  private static INDArray some(INDArray a, long first, long count) {
    return count == a.size(0) ? a : a.get(NDArrayIndex.interval(first, first + count), NDArrayIndex.all());
  }

  private NativeCall turned(INDArray mTransposed) {
    INDArray xTransposed = Nd4j.create(DataType.FLOAT, in, NARROW);
    INDArray yTransposed = Nd4j.create(DataType.FLOAT, out, NARROW);
    owned.add(xTransposed);
    owned.add(yTransposed);
    rows = new float[NARROW * Math.max(in, out)];
    turned = new float[NARROW * Math.max(in, out)];
    return NativeCall.product(mTransposed, xTransposed, false, yTransposed);
  }

  private Runnable turned(NativeCall product, FloatBuffer x, FloatBuffer y, int first) {
    FloatBuffer xTransposed = Slot.buffer(owned.get(0));
    FloatBuffer yTransposed = Slot.buffer(owned.get(1));
    return () -> {
      x.get(first * in, rows, 0, NARROW * in);
      for (int k = 0; k < in; k++) {
        for (int r = 0; r < NARROW; r++) {
          turned[k * NARROW + r] = rows[r * in + k];
        }
      }
      xTransposed.put(0, turned, 0, NARROW * in);
      product.run();
      yTransposed.get(0, turned, 0, NARROW * out);
      for (int r = 0; r < NARROW; r++) {
        for (int k = 0; k < out; k++) {
          rows[r * out + k] = turned[k * NARROW + r];
        }
      }
      y.put(first * out, rows, 0, NARROW * out);
    };
  }

  void run() {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).run();
    }
  }

  long bytes() {
    return owned.stream().mapToLong(a -> 4 * a.length()).sum();
  }

  @Override
  public void close() {
    owned.forEach(INDArray::close);
  }
}
