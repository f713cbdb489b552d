package dev.danskin.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An ONNX file put together by hand, in the forms that exporters choose and ours does not. */
final class OnnxFile {
  private final long opset;
  private final Message graph = new Message();
  private final List<String> types = new ArrayList<>();

  OnnxFile(long opset) {
    this.opset = opset;
  }

  /** A protobuf message; field numbers are those of onnx.proto. */
  static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void varint(long value) {
      long v = value;
      for (; (v & ~0x7FL) != 0; v >>>= 7) {
        out.write((int) (v & 0x7F) | 0x80);
      }
      out.write((int) v);
    }

    Message integer(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message float32(int field, float value) {
      varint((long) field << 3 | 5);
      out.writeBytes(little(4).putFloat(value).array());
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }

    /** Packed numbers. */
    Message packed(int field, long... values) {
      Message m = new Message();
      for (long v : values) {
        m.varint(v);
      }
      return message(field, m);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] bytes() {
    Message model = new Message().integer(1, opset < 23 ? 8 : 11).text(2, "test").message(7, graph);
    return model.message(8, new Message().integer(2, opset)).out.toByteArray();
  }

  // ---- values ----

  /** An extent of −1 is the batch. */
  OnnxFile input(String name, int... dims) {
    return value(11, name, 1, dims);
  }

  OnnxFile input(int type, String name, int... dims) {
    return value(11, name, type, dims);
  }

  OnnxFile output(String name) {
    graph.message(12, new Message().text(1, name).message(2, new Message().message(1, new Message().integer(1, 1))));
    return this;
  }

  private OnnxFile value(int field, String name, int type, int... dims) {
    Message shape = new Message();
    for (int d : dims) {
      shape.message(1, d < 0 ? new Message().text(2, "N") : new Message().integer(1, d));
    }
    Message tensor = new Message().integer(1, type).message(2, shape);
    graph.message(field, new Message().text(1, name).message(2, new Message().message(1, tensor)));
    return this;
  }

  // ---- constants ----

  static Message head(int type, String name, int... dims) {
    Message t = new Message().integer(2, type).text(8, name);
    IntStream.of(dims).forEach(d -> t.integer(1, d));
    return t;
  }

  static Message tensor(String name, int[] dims, float... values) {
    ByteBuffer b = little(4 * values.length);
    b.asFloatBuffer().put(values);
    return head(1, name, dims).bytes(9, b.array());
  }

  static Message tensor(String name, long... values) {
    return raw(7, name, new int[] {values.length}, values);
  }

  /** Whole numbers in the width of their type: 2, 3 and 9 have one byte, 10 two, 6 four, 7 eight. */
  static Message raw(int type, String name, int[] dims, long... values) {
    int width = type == 7 ? 8 : type == 6 ? 4 : type == 10 ? 2 : 1;
    ByteBuffer b = little(width * values.length + 8);
    for (int i = 0; i < values.length; i++) {
      b.putLong(i * width, values[i]);
    }
    return head(type, name, dims).bytes(9, Arrays.copyOf(b.array(), width * values.length));
  }

  OnnxFile constant(Message tensor) {
    graph.message(5, tensor);
    return this;
  }

  OnnxFile floats(String name, int[] dims, float... values) {
    return constant(tensor(name, dims, values));
  }

  OnnxFile scalar(String name, float value) {
    return constant(tensor(name, new int[0], value));
  }

  OnnxFile longs(String name, long... values) {
    return constant(tensor(name, values));
  }

  OnnxFile index(String name, long value) {
    return constant(raw(7, name, new int[0], value));
  }

  // ---- nodes ----

  /**
   * A node named the-TYPE or, if it is not the first, the-TYPE-2 and so on; inputs and outputs are separated by commas, an
   * absent one is empty.
   */
  OnnxFile node(String type, String inputs, String outputs, Message... attributes) {
    return node("", type, inputs, outputs, attributes);
  }

  OnnxFile node(String domain, String type, String inputs, String outputs, Message... attributes) {
    Message node = new Message();
    for (String in : inputs.isEmpty() ? new String[0] : inputs.split(",", -1)) {
      node.text(1, in);
    }
    for (String out : outputs.split(",", -1)) {
      node.text(2, out);
    }
    long before = types.stream().filter(type::equals).count();
    types.add(type);
    node.text(3, "the-" + type + (before == 0 ? "" : "-" + (before + 1))).text(4, type).text(7, domain);
    for (Message a : attributes) {
      node.message(5, a);
    }
    graph.message(1, node);
    return this;
  }

  static Message integer(String name, long value) {
    return new Message().text(1, name).integer(3, value).integer(20, 2);
  }

  /** As writers that follow protobuf 3 put a zero: by leaving it out. */
  static Message zero(String name) {
    return new Message().text(1, name).integer(20, 2);
  }

  static Message number(String name, double value) {
    return new Message().text(1, name).float32(2, (float) value).integer(20, 1);
  }

  static Message text(String name, String value) {
    return new Message().text(1, name).text(4, value).integer(20, 3);
  }

  static Message value(String name, Message tensor) {
    return new Message().text(1, name).message(5, tensor).integer(20, 4);
  }

  static Message numbers(String name, float... values) {
    Message a = new Message().text(1, name);
    for (float v : values) {
      a.float32(7, v);
    }
    return a.integer(20, 6);
  }

  static Message integers(String name, long... values) {
    return new Message().text(1, name).packed(8, values).integer(20, 7);
  }
}
