package dev.danskin.api;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.DoubleTensor;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The state of a run as plain data: named tensors, whole numbers and texts, with the exact bits of every element. A
 * value: {@code with} gives another snapshot. In bytes: a mark, the version, the entries by name, a CRC-32C.
 */
public final class Snapshot {
  /** Nothing yet. */
  public static final Snapshot EMPTY = new Snapshot(new TreeMap<>());

  private static final int MARK = 0x44534e50;
  private static final int VERSION = 1;
  private static final byte TENSOR = 0;
  private static final byte LONGS = 1;
  private static final byte TEXTS = 2;

  /** Each a heap tensor, a long[] or a String[], and nobody else's. */
  private final SortedMap<String, Object> entries;

  private Snapshot(SortedMap<String, Object> entries) {
    this.entries = entries;
  }

  private Snapshot plus(String name, Object value) {
    SortedMap<String, Object> all = new TreeMap<>(entries);
    all.put(name, value);
    return new Snapshot(all);
  }

  /** With a copy of a tensor. */
  public Snapshot with(String name, Tensor value) {
    return plus(name, Memory.heap().copy(value));
  }

  /** With numbers, their exact bits. */
  public Snapshot with(String name, double[] values) {
    return with(name, Tensor.of(values, values.length));
  }

  /** With whole numbers. */
  public Snapshot with(String name, long... values) {
    return plus(name, values.clone());
  }

  /** With indices. */
  public Snapshot with(String name, int[] values) {
    return plus(name, Arrays.stream(values).asLongStream().toArray());
  }

  /** With texts. */
  public Snapshot with(String name, String[] values) {
    return plus(name, values.clone());
  }

  /** With any number of texts. */
  public Snapshot with(String name, List<String> values) {
    return plus(name, values.toArray(String[]::new));
  }

  /** With all entries of {@code part}, their names preceded by {@code name} and a dot. */
  public Snapshot with(String name, Snapshot part) {
    SortedMap<String, Object> all = new TreeMap<>(entries);
    part.entries.forEach((inner, value) -> all.put(name + "." + inner, value));
    return new Snapshot(all);
  }

  /** What {@link #with(String, Snapshot)} put under {@code name}; empty if it put nothing there. */
  public Snapshot part(String name) {
    SortedMap<String, Object> some = new TreeMap<>();
    entries.forEach((full, value) -> {
      if (full.startsWith(name + ".")) {
        some.put(full.substring(name.length() + 1), value);
      }
    });
    return new Snapshot(some);
  }

  private <T> T entry(String name, Class<T> type) {
    Object value = entries.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("expected a snapshot with '" + name + "' (" + type.getSimpleName() + "), found "
          + entries.keySet() + "; it was taken of another run, start anew");
    }
    return type.cast(value);
  }

  private static IllegalArgumentException differs(String name, String expected, Object found) {
    return new IllegalArgumentException("expected a snapshot whose '" + name + "' has " + expected + ", found " + found
        + "; it was taken of another run, start anew");
  }

  /** The tensor of this name, on the heap; not to be overwritten. IllegalArgumentException if there is none. */
  public Tensor tensor(String name) {
    return entry(name, Tensor.class);
  }

  /**
   * Copies the tensor of this name into {@code destination}.
   *
   * @return {@code destination}
   * @throws IllegalArgumentException if there is none, or it has another type or shape
   */
  public Tensor tensor(String name, Tensor destination) {
    Tensor t = tensor(name);
    if (t.type() != destination.type() || !t.shape().equals(destination.shape())) {
      throw differs(name, destination.type() + " " + destination.shape(), t);
    }
    return t.into(destination);
  }

  /** The {@code n} numbers of this name, copied. IllegalArgumentException if there are none or not as many. */
  public double[] doubles(String name, int n) {
    return tensor(name, Tensor.zeros(DType.FLOAT64, n)).toDoubles();
  }

  /** The {@code n} whole numbers of this name, copied. IllegalArgumentException if there are none or not as many. */
  public long[] longs(String name, int n) {
    long[] values = entry(name, long[].class);
    if (values.length != n) {
      throw differs(name, n + " numbers", values.length);
    }
    return values.clone();
  }

  /** The one whole number of this name, in [0, most]; otherwise IllegalArgumentException. */
  public int count(String name, int most) {
    long value = longs(name, 1)[0];
    if (value < 0 || value > most) {
      throw differs(name, "a number in 0 … " + most, value);
    }
    return (int) value;
  }

  /** The ascending indices below {@code n} of this name; otherwise IllegalArgumentException. */
  public int[] indices(String name, int n) {
    long[] values = entry(name, long[].class);
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= n || i > 0 && values[i] <= values[i - 1]) {
        throw differs(name, "ascending indices below " + n, values[i]);
      }
    }
    return Arrays.stream(values).mapToInt(i -> (int) i).toArray();
  }

  /** The {@code n} texts of this name, copied. IllegalArgumentException if there are none or not as many. */
  public String[] texts(String name, int n) {
    String[] values = entry(name, String[].class);
    if (values.length != n) {
      throw differs(name, n + " texts", values.length);
    }
    return values.clone();
  }

  /** The texts of this name, as many as there are. IllegalArgumentException if there is no such entry. */
  public List<String> texts(String name) {
    return List.of(entry(name, String[].class));
  }

  /**
   * These entries as bytes, equal for equal snapshots.
   *
   * @throws IllegalArgumentException if they need 2 GiB or more
   */
  public byte[] bytes() {
    long size = 4 + 4 + 4 + 4;
    for (Map.Entry<String, Object> e : entries.entrySet()) {
      size += 4 + utf8(e.getKey()).length + 1 + size(e.getValue());
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("expected a snapshot below 2 GiB, found " + size + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).putInt(MARK).putInt(VERSION).putInt(entries.size());
    entries.forEach((name, value) -> {
      put(out, name);
      put(out, value);
    });
    return out.putInt(checksum(out.array(), out.position())).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static long size(Object value) {
    if (value instanceof Tensor t) {
      return 1 + 4 + 4L * t.shape().rank() + (long) t.shape().size() * width(t.type());
    }
    if (value instanceof long[] n) {
      return 4 + 8L * n.length;
    }
    return 4 + Arrays.stream((String[]) value).mapToLong(s -> 4 + utf8(s).length).sum();
  }

  private static int width(DType type) {
    return type == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  private static void put(ByteBuffer out, String text) {
    byte[] bytes = utf8(text);
    out.putInt(bytes.length).put(bytes);
  }

  private static void put(ByteBuffer out, Object value) {
    if (value instanceof Tensor t) {
      put(out.put(TENSOR), t);
    } else if (value instanceof long[] n) {
      out.put(LONGS).putInt(n.length);
      for (long v : n) {
        out.putLong(v);
      }
    } else {
      String[] texts = (String[]) value;
      out.put(TEXTS).putInt(texts.length);
      for (String text : texts) {
        put(out, text);
      }
    }
  }

  private static void put(ByteBuffer out, Tensor t) {
    out.put((byte) t.type().ordinal()).putInt(t.shape().rank());
    for (int extent : t.shape().extents()) {
      out.putInt(extent);
    }
    if (t instanceof FloatTensor f) {
      out.asFloatBuffer().put(f.array());
    } else {
      out.asDoubleBuffer().put(((DoubleTensor) t).array());
    }
    out.position(out.position() + t.shape().size() * width(t.type()));
  }

  /**
   * The snapshot that {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are damaged, cut off, of another version or no snapshot at all
   */
  public static Snapshot of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 16 || in.getInt() != MARK) {
      throw new IllegalArgumentException("expected a snapshot, found " + bytes.length + " bytes of something else; start anew");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException("expected a snapshot of version " + VERSION + ", found version " + version
          + "; go on with the program that wrote it");
    }
    in.limit(bytes.length - 4);
    if (checksum(bytes, in.limit()) != ByteBuffer.wrap(bytes, in.limit(), 4).getInt()) {
      throw damaged("its checksum differs");
    }
    try {
      return new Snapshot(entries(in));
    } catch (BufferUnderflowException e) {
      throw damaged("it ends early");
    }
  }

  private static IllegalArgumentException damaged(String how) {
    return new IllegalArgumentException("expected a whole snapshot, found a damaged one (" + how + "); use an older one or start anew");
  }

  private static SortedMap<String, Object> entries(ByteBuffer in) {
    SortedMap<String, Object> entries = new TreeMap<>();
    int n = count(in, 5);
    for (int i = 0; i < n; i++) {
      String name = text(in);
      entries.put(name, value(in));
    }
    if (in.hasRemaining()) {
      throw damaged(in.remaining() + " bytes follow its end");
    }
    return entries;
  }

  /** A number of things of at least {@code width} bytes each, no more than there can be: nothing is allocated on trust. */
  private static int count(ByteBuffer in, int width) {
    int n = in.getInt();
    if (n < 0 || n > in.remaining() / width) {
      throw damaged("it claims " + n + " entries in " + in.remaining() + " bytes");
    }
    return n;
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[count(in, 1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Object value(ByteBuffer in) {
    byte kind = in.get();
    switch (kind) {
      case TENSOR:
        return readTensor(in);
      case LONGS:
        long[] numbers = new long[count(in, Long.BYTES)];
        Arrays.setAll(numbers, i -> in.getLong());
        return numbers;
      case TEXTS:
        String[] texts = new String[count(in, 4)];
        Arrays.setAll(texts, i -> text(in));
        return texts;
      default:
        throw damaged("an entry of unknown kind " + kind);
    }
  }

  private static Tensor readTensor(ByteBuffer in) {
    int type = in.get();
    if (type < 0 || type >= DType.values().length) {
      throw damaged("a tensor of unknown type " + type);
    }
    int[] extents = new int[count(in, 4)];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = in.getInt();
    }
    Shape shape = Shape.of(extents);
    DType t = DType.values()[type];
    if (shape.size() > in.remaining() / width(t)) {
      throw damaged("a tensor larger than the rest");
    }
    Tensor tensor = Memory.heap().allocate(t, shape);
    if (tensor instanceof FloatTensor f) {
      in.asFloatBuffer().get(f.array());
    } else {
      in.asDoubleBuffer().get(((DoubleTensor) tensor).array());
    }
    in.position(in.position() + shape.size() * width(t));
    return tensor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot s && Arrays.equals(bytes(), s.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  @Override
  public String toString() {
    return "snapshot of " + entries.keySet();
  }
}
