package dev.danskin.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The protobuf wire format, written; the counterpart of {@link WireReader}. */
final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void varint(long value) {
    long v = value;
    while ((v & ~0x7FL) != 0) {
      out.write((int) (v & 0x7F) | 0x80);
      v >>>= 7;
    }
    out.write((int) v);
  }

  WireWriter integer(int field, long value) {
    varint((long) field << 3 | WireReader.VARINT);
    varint(value);
    return this;
  }

  WireWriter float32(int field, float value) {
    varint((long) field << 3 | WireReader.FIXED32);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(bits >>> shift);
    }
    return this;
  }

  WireWriter bytes(int field, byte[] value) {
    varint((long) field << 3 | WireReader.BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  WireWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  WireWriter message(int field, WireWriter value) {
    return bytes(field, value.toBytes());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
