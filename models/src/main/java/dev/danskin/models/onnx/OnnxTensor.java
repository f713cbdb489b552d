package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Unsupported;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A constant in an ONNX file: numbers in binary64 with a shape, and whether they are whole numbers. float, double,
 * float16, int32, int64 and bool are read.
 *
 * @param dims the shape; empty for a scalar
 */
record OnnxTensor(String name, int[] dims, double[] values, boolean whole) {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT8 = 3;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int BOOL = 9;
  static final int FLOAT16 = 10;
  static final int DOUBLE = 11;
  /** In a shape, the extent of the batch, which is not known: it can be moved about but not computed with. */
  static final double BATCH = Double.NaN;
  /** What {@link #shape()} puts in its place. */
  static final int BATCH_EXTENT = Integer.MIN_VALUE;
  private static final int MOST_AXES = 16;

  static OnnxTensor vector(String name, double... values) {
    return new OnnxTensor(name, new int[] {values.length}, values, true);
  }

  /** Whether the extent of the batch is among these numbers; whole numbers in a file are never NaN. */
  boolean hasBatch() {
    return whole && Arrays.stream(values).anyMatch(Double::isNaN);
  }

  /** @throws Unsupported if one of the numbers is the extent of the batch */
  OnnxTensor known() {
    if (hasBatch()) {
      throw new Unsupported("expected numbers that do not depend on the batch, found the number of examples, which may only stand "
          + "first in a shape");
    }
    return this;
  }

  float[] floats() {
    known();
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return f;
  }

  int[] integers() {
    return known().shape();
  }

  /** The numbers as a shape in which the batch may stand. */
  int[] shape() {
    int[] v = new int[values.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = whole && Double.isNaN(values[i]) ? BATCH_EXTENT : nearest((long) values[i]);
    }
    return v;
  }

  /** The nearest number of 32 bits. */
  static int nearest(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** Whether numbers of this element type are whole. */
  static boolean whole(long type) {
    return type == INT32 || type == INT64 || type == UINT8 || type == INT8 || type == BOOL;
  }

  OnnxTensor reshaped(int... to) {
    return new OnnxTensor(name, to, values, whole);
  }

  static OnnxTensor read(WireReader in) {
    List<Long> dims = new ArrayList<>();
    String name = "";
    int type = 0;
    ByteBuffer raw = null;
    boolean external = false;
    List<ByteBuffer> packed = new ArrayList<>();
    List<Double> single = new ArrayList<>();
    int listField = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> integers(in, dims);
        case 2 -> type = (int) in.integer();
        case 4, 5, 7, 10 -> {
          listField = field;
          numbers(in, field, packed, single);
        }
        case 8 -> name = in.text();
        case 9 -> raw = in.bytes();
        case 13 -> {
          in.skip();
          external = true;
        }
        case 14 -> external |= in.integer() != 0;
        default -> in.skip();
      }
    }
    if (external) {
      throw new Unsupported("constant '" + name + "': expected its numbers in this file, found that they are in another; "
          + "save the model with its weights inside");
    }
    int[] shape = shape(name, dims);
    if (raw == null || !raw.hasRemaining()) {
      checkList(name, type, listField, !packed.isEmpty() && !single.isEmpty());
    }
    double[] values = raw != null && raw.hasRemaining() ? fromRaw(name, type, raw)
        : fromLists(type, listField, packed, single);
    if (values.length != Graph.size(shape)) {
      throw new IllegalArgumentException("constant '" + name + "': expected " + Graph.size(shape) + " numbers for shape "
          + Arrays.toString(shape) + ", found " + values.length + "; the file is cut short or damaged");
    }
    return new OnnxTensor(name, shape, values, whole(type));
  }

  private static int[] shape(String name, List<Long> dims) {
    if (dims.size() > MOST_AXES) {
      throw new IllegalArgumentException("constant '" + name + "': expected at most " + MOST_AXES + " axes, found "
          + dims.size() + "; the file is damaged");
    }
    long size = 1;
    for (long d : dims) {
      if (d < 0 || d > Integer.MAX_VALUE || size * Math.max(1, d) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("constant '" + name + "': expected a shape of at most 2^31-1 elements, found "
            + dims + "; the file is damaged");
      }
      size *= Math.max(1, d);
    }
    return dims.stream().mapToInt(Long::intValue).toArray();
  }

  /** A repeated whole number, packed or not. */
  static void integers(WireReader in, List<Long> to) {
    if (in.type() == WireReader.VARINT) {
      to.add(in.varint());
      return;
    }
    WireReader packed = in.message();
    while (packed.hasRemaining()) {
      to.add(packed.varint());
    }
  }

  private static void numbers(WireReader in, int field, List<ByteBuffer> packed, List<Double> single) {
    switch (in.type()) {
      case WireReader.BYTES -> packed.add(in.bytes());
      case WireReader.VARINT -> single.add((double) in.varint());
      case WireReader.FIXED32 -> single.add((double) Float.intBitsToFloat(in.fixed32()));
      case WireReader.FIXED64 -> single.add(Double.longBitsToDouble(in.fixed64()));
      default -> in.skip();
    }
  }

  /** Which list numbers stand in depends on their type; bfloat16 among the 32-bit integers, say, would be read as integers. */
  private static void checkList(String name, int type, int field, boolean mixed) {
    boolean fits = switch (field) {
      case 4 -> type == FLOAT;
      case 5 -> type == INT32 || type == INT8 || type == UINT8 || type == BOOL || type == FLOAT16;
      case 7 -> type == INT64;
      case 10 -> type == DOUBLE;
      default -> true;
    };
    if (!fits) {
      throw unread(name, type);
    }
    if (mixed) {
      throw new IllegalArgumentException("constant '" + name
          + "': expected packed numbers or single ones, found both; save the model again");
    }
  }

  private static Unsupported unread(String name, int type) {
    return new Unsupported("constant '" + name + "': element type " + type
        + " is not read; known: float, double, float16, int32, int64, uint8, int8, bool");
  }

  private static double[] fromLists(int type, int field, List<ByteBuffer> packed, List<Double> single) {
    List<double[]> parts = new ArrayList<>();
    for (ByteBuffer b : packed) {
      parts.add(switch (field) {
        case 4 -> floats(b);
        case 10 -> divided(b, 8, () -> b.getDouble());
        default -> varints(b, type);
      });
    }
    double[] rest = single.stream().mapToDouble(v -> type == FLOAT16 ? half((int) (double) v) : v).toArray();
    parts.add(rest);
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] varints(ByteBuffer b, int type) {
    double[] all = new double[b.remaining()];
    WireReader in = new WireReader(b);
    int n = 0;
    for (; in.hasRemaining(); n++) {
      long v = in.varint();
      all[n] = type == FLOAT16 ? half((int) v) : v;
    }
    return Arrays.copyOf(all, n);
  }

  /** Packed floats. */
  static double[] floats(ByteBuffer b) {
    return divided(b, 4, () -> b.getFloat());
  }

  private static double[] divided(ByteBuffer b, int width, DoubleSupplier next) {
    if (b.remaining() % width != 0) {
      throw new IllegalArgumentException("expected numbers of " + width + " bytes, found " + b.remaining() + " bytes in all; "
          + "the file is damaged");
    }
    b.order(ByteOrder.LITTLE_ENDIAN);
    double[] v = new double[b.remaining() / width];
    for (int i = 0; i < v.length; i++) {
      v[i] = next.getAsDouble();
    }
    return v;
  }

  private static double[] fromRaw(String name, int type, ByteBuffer b) {
    return switch (type) {
      case FLOAT -> floats(b);
      case DOUBLE -> divided(b, 8, () -> b.getDouble());
      case INT64 -> divided(b, 8, () -> b.getLong());
      case INT32 -> divided(b, 4, () -> b.getInt());
      case UINT8, BOOL -> divided(b, 1, () -> b.get() & 0xFF);
      case INT8 -> divided(b, 1, () -> b.get());
      case FLOAT16 -> divided(b, 2, () -> half(b.getShort() & 0xFFFF));
      default -> throw unread(name, type);
    };
  }

  private static double half(int bits) {
    int exponent = bits >>> 10 & 0x1F;
    double fraction = (bits & 0x3FF) / 1024.0;
    double value = exponent == 0 ? fraction * 0x1p-14
        : exponent == 31 ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN) : Math.scalb(1 + fraction, exponent - 15);
    return (bits & 0x8000) == 0 ? value : -value;
  }
}
