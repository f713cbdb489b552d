package dev.danskin.api.tensor;

import dev.danskin.api.kernel.Sums;
import java.util.Arrays;

/**
 * A tensor in a Java array. The float64 twin of this class is generated from this source by exchanging the element
 * type; loops are written so that the compiler vectorises them and every sum has a fixed order.
 */
public final class FloatTensor extends HeapTensor {
  private float[] data;

  FloatTensor(float[] data, Shape shape, Memory memory) {
    super(data.length, shape, memory);
    this.data = data;
  }

  /**
   * A tensor on the heap that shares {@code data} instead of copying it.
   *
   * @throws IllegalArgumentException unless the shape has as many elements as {@code data}
   */
  public static FloatTensor wrap(float[] data, Shape shape) {
    return new FloatTensor(data, shape, Memory.heap());
  }

  /**
   * The elements themselves, C order, not a copy; for kernels and backends.
   *
   * @throws IllegalStateException if its scope has closed without keeping it
   */
  public float[] array() {
    return live(data);
  }

  @Override
  Object release() {
    float[] array = data;
    data = null;
    return array;
  }

  @Override
  public DType type() {
    return DType.FLOAT32;
  }

  private float[] of(Tensor y) {
    same(y);
    return ((FloatTensor) y).array();
  }

  @Override
  public Tensor plus(Tensor y, Tensor out) {
    float[] a = array();
    float[] b = of(y);
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] + b[i];
    }
    return out;
  }

  @Override
  public Tensor minus(Tensor y, Tensor out) {
    float[] a = array();
    float[] b = of(y);
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] - b[i];
    }
    return out;
  }

  @Override
  public Tensor times(Tensor y, Tensor out) {
    float[] a = array();
    float[] b = of(y);
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] * b[i];
    }
    return out;
  }

  @Override
  public Tensor scale(double factor, Tensor out) {
    float[] a = array();
    float[] c = of(out);
    float s = (float) factor;
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] * s;
    }
    return out;
  }

  @Override
  public Tensor plus(double factor, Tensor y, Tensor out) {
    float[] a = array();
    float[] b = of(y);
    float[] c = of(out);
    float s = (float) factor;
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] + s * b[i];
    }
    return out;
  }

  @Override
  public Tensor over(Tensor y, double shift, Tensor out) {
    float[] a = array();
    float[] b = of(y);
    float[] c = of(out);
    float s = (float) shift;
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] / (b[i] + s);
    }
    return out;
  }

  @Override
  public Tensor sqrt(Tensor out) {
    float[] a = array();
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = (float) Math.sqrt(a[i]);
    }
    return out;
  }

  @Override
  public Tensor signum(Tensor out) {
    float[] a = array();
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.signum(a[i]);
    }
    return out;
  }

  @Override
  public Tensor clamp(Tensor low, Tensor high, Tensor out) {
    float[] a = array();
    float[] lo = of(low);
    float[] hi = of(high);
    float[] c = of(out);
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.min(Math.max(a[i], lo[i]), hi[i]);
    }
    return out;
  }

  @Override
  public Tensor clamp(double low, double high, Tensor out) {
    float[] a = array();
    float[] c = of(out);
    float lo = (float) low;
    float hi = (float) high;
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.min(Math.max(a[i], lo), hi);
    }
    return out;
  }

  @Override
  public Tensor rowScale(double[] factors, Tensor out) {
    perRow(factors);
    float[] a = array();
    float[] c = of(out);
    int d = rowSize();
    for (int r = 0; r < factors.length; r++) {
      float s = (float) factors[r];
      for (int i = r * d; i < (r + 1) * d; i++) {
        c[i] = a[i] * s;
      }
    }
    return out;
  }

  @Override
  public Tensor fill(double value) {
    Arrays.fill(array(), (float) value);
    return this;
  }

  @Override
  public double[] rowSum() {
    float[] a = array();
    return perRow((sums, from, n) -> {
      for (int i = from; i < from + n; i++) {
        sums[(i - from) & 15] += a[i];
      }
    });
  }

  @Override
  public double[] rowDot(Tensor y) {
    float[] a = array();
    float[] b = of(y);
    return perRow((sums, from, n) -> dot(a, b, sums, from, n));
  }

  private static void dot(float[] a, float[] b, double[] sums, int from, int n) {
    int whole = n & ~15;
    for (int i = from; i < from + whole; i += 16) {
      for (int j = 0; j < 16; j++) {
        sums[j] += (double) a[i + j] * b[i + j];
      }
    }
    for (int i = from + whole; i < from + n; i++) {
      sums[(i - from) & 15] += (double) a[i] * b[i];
    }
  }

  /** Adds the elements of an instance to sixteen accumulators, element i to number i mod 16. */
  @FunctionalInterface
  private interface Accumulate {
    void row(double[] sums, int from, int n);
  }

  private double[] perRow(Accumulate accumulate) {
    double[] total = new double[rows()];
    double[] sums = new double[Sums.WIDTH];
    for (int r = 0; r < total.length; r++) {
      Arrays.fill(sums, 0);
      accumulate.row(sums, r * rowSize(), rowSize());
      total[r] = Sums.tree(sums);
    }
    return total;
  }

  @Override
  public double[] rowNorm1() {
    float[] a = array();
    return perRow((sums, from, n) -> {
      for (int i = from; i < from + n; i++) {
        sums[(i - from) & 15] += Math.abs((double) a[i]);
      }
    });
  }

  @Override
  public double[] rowNorm2() {
    float[] a = array();
    double[] norm = rowDot(this);
    double[] largest = null;
    for (int r = 0; r < norm.length; r++) {
      double square = norm[r];
      if (square > 1e-280 && square < 1e280) {
        norm[r] = Math.sqrt(square);
      } else {
        largest = largest == null ? rowNormInf() : largest;
        norm[r] = scaledNorm(a, r * rowSize(), largest[r]);
      }
    }
    return norm;
  }

  private double scaledNorm(float[] a, int from, double largest) {
    if (!(largest > 0) || Double.isInfinite(largest)) {
      return largest;
    }
    double s = 0;
    for (int i = from; i < from + rowSize(); i++) {
      double q = a[i] / largest;
      s += q * q;
    }
    return largest * Math.sqrt(s);
  }

  @Override
  public double[] rowNormInf() {
    float[] a = array();
    double[] norm = new double[rows()];
    int d = rowSize();
    for (int r = 0; r < norm.length; r++) {
      float m = 0;
      for (int i = r * d; i < (r + 1) * d; i++) {
        m = Math.max(m, Math.abs(a[i]));
      }
      norm[r] = m;
    }
    return norm;
  }

  @Override
  public int[] rowArgmax() {
    float[] a = array();
    int[] index = new int[rows()];
    int d = rowSize();
    for (int r = 0; r < index.length; r++) {
      index[r] = argmax(a, r * d, d);
    }
    return index;
  }

  private static int argmax(float[] a, int from, int n) {
    int best = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(a[from + i])) {
        return -1;
      }
      if (a[from + i] > a[from + best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public boolean[] rowFinite() {
    float[] a = array();
    boolean[] finite = new boolean[rows()];
    int d = rowSize();
    for (int r = 0; r < finite.length; r++) {
      float zero = 0;
      for (int i = r * d; i < (r + 1) * d; i++) {
        zero += a[i] * 0;
      }
      finite[r] = zero == 0;
    }
    return finite;
  }

  @Override
  public Tensor mapRows(RowMap f, Tensor out) {
    double[] row = new double[rowSize()];
    for (int r = 0; r < rows(); r++) {
      read(r, row);
      f.apply(r, row);
      out.write(r, row);
    }
    return out;
  }

  @Override
  public Tensor rows(int[] index) {
    Tensor t = like(index.length);
    float[] c = ((FloatTensor) t).array();
    float[] a = array();
    for (int r = 0; r < index.length; r++) {
      System.arraycopy(a, index[r] * rowSize(), c, r * rowSize(), rowSize());
    }
    return t;
  }

  @Override
  public void put(int row, Tensor source, int sourceRow) {
    if (source.rowSize() != rowSize() || source.type() != type()) {
      throw new IllegalArgumentException("expected rows of " + rowSize() + " " + type() + ", found " + source);
    }
    System.arraycopy(((FloatTensor) source).array(), sourceRow * rowSize(), array(), row * rowSize(), rowSize());
  }

  @Override
  public Tensor reshape(Shape to) {
    return new FloatTensor(array(), to, memory);
  }

  @Override
  public Tensor into(Tensor destination) {
    if (destination.shape().size() != shape.size()) {
      throw new IllegalArgumentException("expected a destination of " + shape.size() + " elements, found " + destination);
    }
    if (destination instanceof FloatTensor t) {
      System.arraycopy(array(), 0, t.array(), 0, shape.size());
    } else {
      double[] row = new double[rowSize()];
      Tensor sameRows = destination.reshape(shape);
      for (int r = 0; r < rows(); r++) {
        read(r, row);
        sameRows.write(r, row);
      }
    }
    return destination;
  }

  @Override
  public double get(int index) {
    return array()[index];
  }

  @Override
  public void read(int row, double[] destination) {
    float[] a = array();
    int from = row * rowSize();
    for (int i = 0; i < rowSize(); i++) {
      destination[i] = a[from + i];
    }
  }

  @Override
  public void write(int row, double[] source) {
    float[] a = array();
    int from = row * rowSize();
    for (int i = 0; i < rowSize(); i++) {
      a[from + i] = (float) source[i];
    }
  }

  @Override
  public double[] toDoubles() {
    double[] all = new double[shape.size()];
    float[] a = array();
    for (int i = 0; i < all.length; i++) {
      all[i] = a[i];
    }
    return all;
  }

  @Override
  public String toString() {
    return type() + " " + shape + (data == null ? " (released)" : "");
  }
}
