package dev.danskin.models.onnx;

import dev.danskin.api.Parameters;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.graph.Unsupported;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.AveragePool;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Clip;
import dev.danskin.models.ops.Concat;
import dev.danskin.models.ops.ConstantArithmetic;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.LeakyRelu;
import dev.danskin.models.ops.LeftDense;
import dev.danskin.models.ops.LogSoftmax;
import dev.danskin.models.ops.MatMul;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Pad;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Softmax;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Writes operator graphs as ONNX files with a free batch, of operator set 13, or 19 where an average pool is dilated.
 * Reading one gives a graph with the same outputs, bit for bit.
 */
public final class OnnxWriter {
  private static final int OPSET = 13;
  private static final int DILATED_OPSET = 19;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Graph graph;
  private final WireWriter out = new WireWriter();
  private final List<String> parameters = new ArrayList<>();

  private OnnxWriter(Graph graph) {
    this.graph = graph;
    graph.parameters().blocks().forEach(b -> parameters.add(unused(b.name())));
  }

  /** Names of blocks may be equal or look like those of values; names in a file must differ. */
  private String unused(String name) {
    if (name.matches("(input|output|v[0-9]+)([.].*)?")) {
      return unused("parameter." + name);
    }
    return name.isEmpty() || parameters.contains(name) ? unused(name + "#" + parameters.size()) : name;
  }

  /**
   * Writes beside the file, then moves into place: the file is whole or not there.
   *
   * @throws Unsupported if an operator has no ONNX form
   * @throws IOException if writing fails
   */
  public static void write(Graph graph, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, bytes(graph));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The bytes of the file.
   *
   * @throws Unsupported if an operator has no ONNX form
   */
  public static byte[] bytes(Graph graph) {
    WireWriter body = new OnnxWriter(graph).graph();
    boolean dilated = graph.nodes().stream().anyMatch(n -> n.operator() instanceof AveragePool p && dilates(p.window()));
    return new WireWriter().integer(1, dilated ? 9 : 7).text(2, "danskin").message(7, body)
        .message(8, new WireWriter().text(1, "").integer(2, dilated ? DILATED_OPSET : OPSET)).toBytes();
  }

  private static boolean dilates(Window w) {
    return w.dilationH() != 1 || w.dilationW() != 1;
  }

  private String value(int v) {
    return v == 0 ? "input" : v == graph.output() ? "output" : "v" + v;
  }

  private WireWriter graph() {
    for (Node node : graph.nodes()) {
      node(node);
    }
    if (graph.output() == 0) {
      emit("output", "Identity", List.of("input"), "output");
    }
    out.text(2, "network");
    float[] theta = graph.parameters().theta().toFloats();
    for (int b = 0; b < graph.parameters().blocks().size(); b++) {
      Parameters.Block block = graph.parameters().blocks().get(b);
      ByteBuffer raw = ByteBuffer.allocate(4 * block.size()).order(ByteOrder.LITTLE_ENDIAN);
      raw.asFloatBuffer().put(theta, block.offset(), block.size());
      out.message(5, tensor(parameters.get(b), graph.parameterShape(b), FLOAT, raw.array()));
    }
    out.message(11, info("input", graph.inputShape()));
    out.message(12, info("output", graph.shape(graph.output())));
    return out;
  }

  private static WireWriter tensor(String name, int[] dims, int type, byte[] raw) {
    WireWriter t = new WireWriter();
    for (int d : dims) {
      t.integer(1, d);
    }
    return t.integer(2, type).text(8, name).bytes(9, raw);
  }

  private static WireWriter info(String name, int[] row) {
    WireWriter shape = new WireWriter().message(1, new WireWriter().text(2, "batch"));
    for (int e : row) {
      shape.message(1, new WireWriter().integer(1, e));
    }
    WireWriter type = new WireWriter().message(1, new WireWriter().integer(1, FLOAT).message(2, shape));
    return new WireWriter().text(1, name).message(2, type);
  }

  /** A whole-number or real constant beside the parameters; returns its name. */
  private String constant(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    out.message(5, tensor(name, new int[] {values.length}, INT64, raw.array()));
    return name;
  }

  private String scalar(String name, float value) {
    byte[] raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    out.message(5, tensor(name, new int[0], FLOAT, raw));
    return name;
  }

  private void emit(String name, String type, List<String> inputs, String output, WireWriter... attributes) {
    WireWriter node = new WireWriter();
    inputs.forEach(i -> node.text(1, i));
    node.text(2, output).text(3, name).text(4, type);
    for (WireWriter a : attributes) {
      node.message(5, a);
    }
    out.message(1, node);
  }

  private static WireWriter integer(String name, long value) {
    return new WireWriter().text(1, name).integer(3, value).integer(20, 2);
  }

  private static WireWriter number(String name, double value) {
    return new WireWriter().text(1, name).float32(2, (float) value).integer(20, 1);
  }

  private static WireWriter integers(String name, int... values) {
    WireWriter a = new WireWriter().text(1, name);
    for (int v : values) {
      a.integer(8, v);
    }
    return a.integer(20, 7);
  }

  private static WireWriter[] window(Window w, boolean dilates, WireWriter... more) {
    List<WireWriter> all = new ArrayList<>(List.of(more));
    all.add(integers("kernel_shape", w.kernelH(), w.kernelW()));
    all.add(integers("strides", w.strideH(), w.strideW()));
    all.add(integers("pads", w.padTop(), w.padLeft(), w.padBottom(), w.padRight()));
    if (dilates) {
      all.add(integers("dilations", w.dilationH(), w.dilationW()));
    }
    return all.toArray(WireWriter[]::new);
  }

  private void node(Node node) {
    List<String> in = new ArrayList<>(node.inputs().stream().map(this::value).toList());
    List<String> blocks = node.parameters().stream().map(parameters::get).toList();
    Operator op = node.operator();
    String to = value(node.output());
    String name = node.name() + "/" + node.output();
    if (op instanceof Dense) {
      dense(node, name, in.get(0), blocks, to);
    } else if (op instanceof LeftDense) {
      emit(name, "MatMul", List.of(blocks.get(0), in.get(0)), to);
    } else if (op instanceof MatMul) {
      emit(name, "MatMul", in, to);
    } else if (op instanceof Arithmetic) {
      int rank = graph.shape(node.output()).length;
      emit(name, op.type(), List.of(aligned(node, 0, rank), aligned(node, 1, rank)), to);
    } else if (op instanceof ConstantArithmetic c) {
      in.set(0, aligned(node, 0, graph.shape(node.output()).length));
      boolean first = c.constantFirst();
      emit(name, op.type(), List.of(first ? blocks.get(0) : in.get(0), first ? in.get(0) : blocks.get(0)), to);
    } else if (op instanceof Reshape r) {
      emit(name, "Reshape", List.of(in.get(0), constant(to + ".shape", batch(r.to().stream().mapToLong(Integer::longValue)))), to);
    } else if (op instanceof Pad p) {
      emit(name, "Pad", List.of(in.get(0), constant(to + ".pads", pads(p)), scalar(to + ".value", (float) p.value())), to);
    } else if (op instanceof Clip c) {
      emit(name, "Clip", List.of(in.get(0), scalar(to + ".low", (float) c.low()), scalar(to + ".high", (float) c.high())), to);
    } else {
      in.addAll(blocks);
      emit(name, op.type(), in, to, attributes(op));
    }
  }

  private static long[] batch(LongStream row) {
    return LongStream.concat(LongStream.of(-1), row).toArray();
  }

  /**
   * An input with as many axes as the result has. ONNX aligns axes from the last one, so that with fewer the batch would
   * meet another axis.
   */
  private String aligned(Node node, int i, int rank) {
    int[] shape = graph.shape(node.inputs().get(i));
    String x = value(node.inputs().get(i));
    if (shape.length == rank) {
      return x;
    }
    String to = value(node.output()) + ".aligned" + i;
    LongStream row = LongStream.concat(LongStream.generate(() -> 1).limit(rank - shape.length), IntStream.of(shape).asLongStream());
    emit(to, "Reshape", List.of(x, constant(to + ".shape", batch(row))), to);
    return to;
  }

  /** A product along the last axis: Gemm for vectors, else MatMul and Add. */
  private void dense(Node node, String name, String in, List<String> blocks, String to) {
    List<String> all = new ArrayList<>(List.of(in));
    all.addAll(blocks);
    if (graph.shape(node.output()).length == 1) {
      emit(name, "Gemm", all, to);
    } else if (blocks.size() == 1) {
      emit(name, "MatMul", all, to);
    } else {
      emit(name, "MatMul", List.of(in, blocks.get(0)), to + ".product");
      emit(name + ".bias", "Add", List.of(to + ".product", blocks.get(1)), to);
    }
  }

  private static long[] pads(Pad p) {
    int n = p.before().size();
    long[] pads = new long[2 * (n + 1)];
    for (int a = 0; a < n; a++) {
      pads[a + 1] = p.before().get(a);
      pads[n + 2 + a] = p.after().get(a);
    }
    return pads;
  }

  private static WireWriter[] attributes(Operator op) {
    if (op instanceof Conv c) {
      return window(c.window(), true, integer("group", c.groups()));
    }
    if (op instanceof MaxPool p) {
      return window(p.window(), true, integer("ceil_mode", p.window().ceil() ? 1 : 0));
    }
    if (op instanceof AveragePool p) {
      return window(p.window(), dilates(p.window()), integer("ceil_mode", p.window().ceil() ? 1 : 0),
          integer("count_include_pad", p.countPads() ? 1 : 0));
    }
    if (op instanceof BatchNormalization b) {
      return new WireWriter[] {number("epsilon", b.epsilon())};
    }
    if (op instanceof LeakyRelu l) {
      return new WireWriter[] {number("alpha", l.slope())};
    }
    if (op instanceof Transpose t) {
      int[] perm = IntStream.concat(IntStream.of(0), t.axes().stream().mapToInt(a -> a + 1)).toArray();
      return new WireWriter[] {integers("perm", perm)};
    }
    if (op instanceof Concat c) {
      return new WireWriter[] {integer("axis", c.axis() + 1)};
    }
    if (op instanceof Softmax || op instanceof LogSoftmax) {
      return new WireWriter[] {integer("axis", 1 + (op instanceof Softmax s ? s.axis() : ((LogSoftmax) op).axis()))};
    }
    boolean plain = List.of("Relu", "Sigmoid", "Tanh", "GlobalAveragePool").contains(op.type());
    if (!plain) {
      throw new Unsupported("operator " + op.type() + " is not written to ONNX");
    }
    return new WireWriter[0];
  }
}
