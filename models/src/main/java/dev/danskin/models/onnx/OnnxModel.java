package dev.danskin.models.onnx;

import dev.danskin.models.graph.Unsupported;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of an ONNX file that a network needs, as they stand there.
 *
 * @param opset the version of the default operator set
 */
record OnnxModel(long opset, String producer, List<Node> nodes, Map<String, OnnxTensor> initializers,
    List<ValueInfo> inputs, List<ValueInfo> outputs) {

  /** One node; it has an output; an absent optional input is an empty name. */
  record Node(String name, String type, String domain, List<String> inputs, List<String> outputs,
      Map<String, Attribute> attributes) {
    /** The node's name, or that of its first output where it has none. */
    String label() {
      return name.isEmpty() ? outputs.get(0) : name;
    }

    long integer(String key, long otherwise) {
      Attribute a = attributes.get(key);
      return a == null ? otherwise : a.held(a.integer(), key, "a whole number");
    }

    double number(String key, double otherwise) {
      Attribute a = attributes.get(key);
      return a == null ? otherwise : a.held(a.number(), key, "a number");
    }

    String text(String key, String otherwise) {
      Attribute a = attributes.get(key);
      return a == null ? otherwise : a.held(a.text(), key, "a text");
    }

    /** A list of whole numbers, those beyond 32 bits replaced by the nearest, or null if it is absent or empty. */
    int[] integers(String key) {
      Attribute a = attributes.get(key);
      if (a == null || a.integers().isEmpty() && a.kind() == Attribute.INTEGERS) {
        return null;
      }
      List<Long> list = a.held(a.integers().isEmpty() ? null : a.integers(), key, "a list of whole numbers");
      return list.stream().mapToInt(OnnxTensor::nearest).toArray();
    }
  }

  /**
   * One attribute; what it does not hold is null or empty.
   *
   * @param kind which of them it says it holds, 0 if it does not say
   */
  record Attribute(long kind, Double number, Long integer, String text, OnnxTensor tensor, List<Double> numbers,
      List<Long> integers) {
    private static final long NUMBER = 1;
    private static final long INTEGER = 2;
    private static final long TEXT = 3;
    private static final long INTEGERS = 7;

    /** Writers that follow protobuf 3 leave out a zero; taking it for absent would put a default in its place. */
    private Attribute withZero() {
      return new Attribute(kind, number == null && kind == NUMBER ? Double.valueOf(0) : number,
          integer == null && kind == INTEGER ? Long.valueOf(0) : integer, text == null && kind == TEXT ? "" : text, tensor, numbers,
          integers);
    }

    private <T> T held(T value, String key, String expected) {
      if (value == null) {
        throw new IllegalArgumentException("expected attribute '" + key + "' to be " + expected + ", found another kind of value; "
            + "export the model again");
      }
      return value;
    }
  }

  /** A named value; an axis of unknown extent is −1; dims is null if the shape is unknown; type is that of its elements. */
  record ValueInfo(String name, int[] dims, int type) {}

  /** Reads a ModelProto. */
  static OnnxModel read(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    long opset = 0;
    String producer = "";
    ByteBuffer graph = null;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 2 -> producer = in.text();
        case 7 -> graph = in.bytes();
        case 8 -> opset = Math.max(opset, opset(in.message()));
        default -> in.skip();
      }
    }
    if (graph == null) {
      throw new IllegalArgumentException("expected a graph, found none; the file is no ONNX model");
    }
    return graph(new WireReader(graph), opset == 0 ? 1 : opset, producer);
  }

  private static long opset(WireReader in) {
    String domain = "";
    long version = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> domain = in.text();
        case 2 -> version = in.integer();
        default -> in.skip();
      }
    }
    return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
  }

  private static OnnxModel graph(WireReader in, long opset, String producer) {
    OnnxModel model = new OnnxModel(opset, producer, new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(),
        new ArrayList<>());
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> model.nodes.add(node(in.message()));
        case 5 -> {
          OnnxTensor t = OnnxTensor.read(in.message());
          model.initializers.put(t.name(), t);
        }
        case 11 -> model.inputs.add(value(in.message()));
        case 12 -> model.outputs.add(value(in.message()));
        case 15 -> throw new Unsupported("sparse constants are not read; save the model with dense weights");
        default -> in.skip();
      }
    }
    return model;
  }

  private static Node node(WireReader in) {
    String name = "";
    String type = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 3 -> name = in.text();
        case 4 -> type = in.text();
        case 5 -> attribute(in.message(), attributes);
        case 7 -> domain = in.text();
        default -> in.skip();
      }
    }
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("node '" + name + "' (" + type + "): expected an output, found none; export the model again");
    }
    return new Node(name, type, domain, inputs, outputs, attributes);
  }

  private static void attribute(WireReader in, Map<String, Attribute> to) {
    String name = "";
    Double number = null;
    Long integer = null;
    String text = null;
    OnnxTensor tensor = null;
    List<Double> numbers = new ArrayList<>();
    List<Long> integers = new ArrayList<>();
    long kind = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = in.text();
        case 2 -> number = (double) in.float32();
        case 3 -> integer = in.integer();
        case 4 -> text = in.text();
        case 5 -> tensor = OnnxTensor.read(in.message());
        case 7 -> floats(in, numbers);
        case 8 -> OnnxTensor.integers(in, integers);
        case 20 -> kind = in.integer();
        default -> in.skip();
      }
    }
    to.put(name, new Attribute(kind, number, integer, text, tensor, numbers, integers).withZero());
  }

  private static void floats(WireReader in, List<Double> to) {
    if (in.type() == WireReader.FIXED32) {
      to.add((double) in.float32());
      return;
    }
    for (double v : OnnxTensor.floats(in.bytes())) {
      to.add(v);
    }
  }

  private static ValueInfo value(WireReader in) {
    ValueInfo value = new ValueInfo("", null, 0);
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> value = new ValueInfo(in.text(), value.dims(), value.type());
        case 2 -> value = typed(value, in.message());
        default -> in.skip();
      }
    }
    return value;
  }

  /** With the element type and shape of a TypeProto that is a tensor. */
  private static ValueInfo typed(ValueInfo value, WireReader in) {
    int[] dims = null;
    int type = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field != 1) {
        in.skip();
        continue;
      }
      WireReader tensor = in.message();
      for (int inner = tensor.next(); inner != 0; inner = tensor.next()) {
        switch (inner) {
          case 1 -> type = OnnxTensor.nearest(tensor.integer());
          case 2 -> dims = shape(tensor.message());
          default -> tensor.skip();
        }
      }
    }
    return new ValueInfo(value.name(), dims, type);
  }

  private static int[] shape(WireReader in) {
    List<Integer> dims = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field != 1) {
        in.skip();
        continue;
      }
      WireReader dim = in.message();
      long extent = -1;
      for (int inner = dim.next(); inner != 0; inner = dim.next()) {
        if (inner == 1) {
          extent = dim.integer();
        } else {
          dim.skip();
        }
      }
      dims.add(extent < 1 || extent > Integer.MAX_VALUE ? -1 : (int) extent);
    }
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }
}
