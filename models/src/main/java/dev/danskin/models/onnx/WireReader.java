package dev.danskin.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The protobuf wire format, read from a bounded slice: a field is a key (number · 8 + type) and a varint (type 0), eight
 * bytes (1), a length and that many bytes (2), or four bytes (5). Nothing is allocated before its length is known to fit.
 */
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private final ByteBuffer in;
  private final int start;
  private int type;

  WireReader(ByteBuffer in) {
    this(in, 0);
  }

  /** @param start where in the file the slice begins, for messages */
  private WireReader(ByteBuffer in, int start) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
  }

  private Malformed malformed(String expected, String found) {
    return new Malformed(expected, found, start + in.position());
  }

  /** The next field's number, or 0 at the end. */
  int next() {
    if (!in.hasRemaining()) {
      return 0;
    }
    long key = varint();
    type = (int) (key & 7);
    long field = key >>> 3;
    if (field < 1 || field > 536_870_911) {
      throw malformed("a field number from 1 to 536870911", Long.toString(field));
    }
    return (int) field;
  }

  int type() {
    return type;
  }

  boolean hasRemaining() {
    return in.hasRemaining();
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = take();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw malformed("a number of at most 10 bytes", "a longer one");
  }

  private byte take() {
    if (!in.hasRemaining()) {
      throw malformed("more bytes", "the end of the file or message");
    }
    return in.get();
  }

  /** A whole number, whatever the writer chose. */
  long integer() {
    expect(VARINT);
    return varint();
  }

  int fixed32() {
    require(4);
    return in.getInt();
  }

  long fixed64() {
    require(8);
    return in.getLong();
  }

  float float32() {
    expect(FIXED32);
    return Float.intBitsToFloat(fixed32());
  }

  /** The bytes of a length-delimited field, shared. */
  ByteBuffer bytes() {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw malformed(length + " bytes", in.remaining() + " left");
    }
    ByteBuffer slice = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return slice.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The message in a length-delimited field. */
  WireReader message() {
    ByteBuffer slice = bytes();
    return new WireReader(slice, start + in.position() - slice.remaining());
  }

  String text() {
    ByteBuffer b = bytes();
    byte[] copy = new byte[b.remaining()];
    b.get(copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  void skip() {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> bytes();
      case FIXED32 -> fixed32();
      default -> throw malformed("wire type 0, 1, 2 or 5", Integer.toString(type));
    }
  }

  private void expect(int wanted) {
    if (type != wanted) {
      throw malformed("wire type " + wanted, Integer.toString(type));
    }
  }

  private void require(int bytes) {
    if (in.remaining() < bytes) {
      throw malformed(bytes + " bytes", in.remaining() + " left");
    }
  }

  /** What is wrong with the bytes; the reader of the file adds its name. */
  static final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Malformed(String expected, String found, int at) {
      super("expected " + expected + ", found " + found + " near byte " + at + "; the file is cut short, damaged or no ONNX model");
    }
  }
}
