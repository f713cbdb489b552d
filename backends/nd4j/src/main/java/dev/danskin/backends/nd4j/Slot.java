package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A value of the network and its cotangent for one tile, in native memory. Images lie channels last, [tile, H, W, C];
 * everything else as its shape says.
 */
final class Slot implements AutoCloseable {
  /** Whether a value [C, H, W] is stored as [H, W, C]. */
  enum Layout {
    PLAIN, CHANNELS_LAST
  }

  private final int tile;
  private final int[] shape;
  private final Layout layout;
  private final int size;
  private final INDArray value;
  private final FloatBuffer values;
  private INDArray cotangent;
  private FloatBuffer cotangents;
  private final float[] row;

  Slot(int tile, int[] shape, Layout layout) {
    this.tile = tile;
    this.shape = shape.clone();
    this.layout = layout;
    size = dev.danskin.models.graph.Graph.size(shape);
    value = allocate();
    values = buffer(value);
    row = new float[size];
  }

  private Slot(Slot of, int[] shape, Layout layout) {
    tile = of.tile;
    this.shape = shape.clone();
    this.layout = layout;
    size = of.size;
    value = of.value.reshape(extents());
    values = of.values;
    row = of.row;
    cotangent = of.cotangent().reshape(extents());
    cotangents = of.cotangents;
  }

  /** The same memory under another shape. */
  Slot as(int[] other, Layout to) {
    return new Slot(this, other, to);
  }

  private INDArray allocate() {
    return Nd4j.create(DataType.FLOAT, extents());
  }

  private long[] extents() {
    if (layout == Layout.CHANNELS_LAST) {
      return new long[] {tile, shape[1], shape[2], shape[0]};
    }
    long[] e = new long[shape.length + 1];
    e[0] = tile;
    for (int i = 0; i < shape.length; i++) {
      e[i + 1] = shape[i];
    }
    return e;
  }

  static FloatBuffer buffer(INDArray array) {
    return new FloatPointer(array.data().pointer()).position(0).limit(array.length()).asBuffer();
  }

  /** The same memory read as the bits of its numbers. */
  static IntBuffer bits(INDArray array) {
    return new IntPointer(array.data().pointer()).position(0).limit(array.length()).asBuffer();
  }

  int[] shape() {
    return shape;
  }

  int size() {
    return size;
  }

  Layout layout() {
    return layout;
  }

  INDArray value() {
    return value;
  }

  FloatBuffer values() {
    return values;
  }

  INDArray cotangent() {
    if (cotangent == null) {
      cotangent = allocate();
      cotangents = buffer(cotangent);
    }
    return cotangent;
  }

  FloatBuffer cotangents() {
    cotangent();
    return cotangents;
  }

  /** Copies rows of a heap array, channels first, into {@code to}. */
  void load(FloatBuffer to, float[] from, int offset, int rows) {
    for (int r = 0; r < rows; r++) {
      if (plain()) {
        to.put(r * size, from, offset + r * size, size);
      } else {
        channelsLast(from, offset + r * size);
        to.put(r * size, row, 0, size);
      }
    }
  }

  /** Puts one instance, channels first, into the order in which it is stored. */
  void arrange(float[] from, float[] to) {
    if (plain()) {
      System.arraycopy(from, 0, to, 0, size);
    } else {
      channelsLast(from, 0);
      System.arraycopy(row, 0, to, 0, size);
    }
  }

  /** Copies rows of {@code from} to a heap array, channels first. */
  void unload(FloatBuffer from, float[] to, int offset, int rows) {
    unload(from, 0, to, offset, rows);
  }

  /** Copies the rows from {@code first} of {@code from} to a heap array, channels first. */
  void unload(FloatBuffer from, int first, float[] to, int offset, int rows) {
    for (int r = 0; r < rows; r++) {
      if (plain()) {
        from.get((first + r) * size, to, offset + r * size, size);
      } else {
        from.get((first + r) * size, row, 0, size);
        channelsFirst(to, offset + r * size);
      }
    }
  }

  /** Overwrites rows of {@code of} by zeros. */
  void clear(FloatBuffer of, int first, int rows) {
    if (rows > 0) {
      Arrays.fill(row, 0);
    }
    for (int r = 0; r < rows; r++) {
      of.put((first + r) * size, row, 0, size);
    }
  }

  private boolean plain() {
    return layout == Layout.PLAIN || shape[0] == 1;
  }

  private void channelsLast(float[] from, int offset) {
    int c = shape[0];
    int area = size / c;
    for (int k = 0; k < c; k++) {
      for (int i = 0; i < area; i++) {
        row[i * c + k] = from[offset + k * area + i];
      }
    }
  }

  private void channelsFirst(float[] to, int offset) {
    int c = shape[0];
    int area = size / c;
    for (int k = 0; k < c; k++) {
      for (int i = 0; i < area; i++) {
        to[offset + k * area + i] = row[i * c + k];
      }
    }
  }

  long bytes() {
    return 4L * tile * size * (cotangent == null ? 1 : 2);
  }

  @Override
  public void close() {
    value.close();
    if (cotangent != null) {
      cotangent.close();
    }
  }
}
