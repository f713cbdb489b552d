package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
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
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.LeakyRelu;
import dev.danskin.models.ops.LeftDense;
import dev.danskin.models.ops.LogSoftmax;
import dev.danskin.models.ops.MatMul;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Pad;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Sigmoid;
import dev.danskin.models.ops.Softmax;
import dev.danskin.models.ops.Tanh;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns ONNX nodes into an operator graph. ONNX counts the batch as axis 0 of every activation; here it is implicit, so
 * ONNX axis a is instance axis a − 1, and whatever would mix instances is refused. What depends on constants only is
 * computed now.
 */
final class Importer {
  /** The operators that are read. */
  static final Set<String> KNOWN = Set.of("Gemm", "MatMul", "Add", "Sub", "Mul", "Div", "Conv", "Relu", "LeakyRelu", "Sigmoid", "Tanh",
      "MaxPool", "AveragePool", "GlobalAveragePool", "BatchNormalization", "Flatten", "Reshape", "Transpose", "Concat", "Dropout",
      "Squeeze", "Unsqueeze", "Softmax", "LogSoftmax", "Constant", "Identity", "Clip", "Pad", "Shape", "Gather", "Cast");

  private final OnnxModel model;
  private final Map<String, OnnxTensor> constants;
  private final Map<String, Integer> active = new HashMap<>();
  private final Map<String, List<OnnxModel.Node>> readers = new HashMap<>();
  private final Set<OnnxModel.Node> folded = new HashSet<>();
  private Graph.Builder graph;
  private boolean batched;
  private int declaredBatch;

  Importer(OnnxModel model) {
    this.model = model;
    constants = new HashMap<>(model.initializers());
    model.nodes().forEach(n -> n.inputs().forEach(i -> readers.computeIfAbsent(i, k -> new ArrayList<>()).add(n)));
  }

  OnnxNetwork network() {
    refuseUnknown();
    OnnxModel.ValueInfo input = only(model.inputs().stream().filter(v -> !constants.containsKey(v.name())).toList(), "input");
    OnnxModel.ValueInfo output = only(model.outputs(), "output");
    begin(input);
    for (OnnxModel.Node node : model.nodes()) {
      if (!folded.contains(node)) {
        try {
          node(node);
        } catch (Unsupported e) {
          throw e;
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("node '" + node.label() + "' (" + node.type() + "): " + e.getMessage(), e);
        }
      }
    }
    Integer result = active.get(output.name());
    if (result == null) {
      throw new IllegalArgumentException("expected an output that depends on the input, found '" + output.name() + "', which does not");
    }
    return new OnnxNetwork(graph.build(result), input.name(), output.name(), model.opset(), model.producer());
  }

  private void refuseUnknown() {
    List<String> unknown = model.nodes().stream().filter(n -> !KNOWN.contains(n.type()) || !n.domain().isEmpty() && !n.domain().equals("ai.onnx"))
        .map(n -> "node '" + n.label() + "': operator " + (n.domain().isEmpty() ? "" : n.domain() + ".") + n.type()
            + " of operator set " + model.opset()).distinct().limit(10).toList();
    if (!unknown.isEmpty()) {
      throw new Unsupported("not offered: " + String.join("; ", unknown) + "; known: " + String.join(", ", KNOWN.stream().sorted().toList()));
    }
  }

  private static OnnxModel.ValueInfo only(List<OnnxModel.ValueInfo> values, String what) {
    if (values.size() != 1) {
      throw new Unsupported("expected one " + what + ", found " + values.size() + " (" + String.join(", ",
          values.stream().map(OnnxModel.ValueInfo::name).toList()) + "); cut the model to one");
    }
    return values.get(0);
  }

  private void begin(OnnxModel.ValueInfo input) {
    int[] dims = input.dims();
    if (dims == null || dims.length == 0) {
      throw new IllegalArgumentException("input '" + input.name() + "': expected a shape, found none");
    }
    batched = dims.length > 1;
    declaredBatch = batched ? dims[0] : 1;
    int[] row = batched ? Arrays.copyOfRange(dims, 1, dims.length) : dims;
    for (int e : row) {
      if (e < 1) {
        throw new Unsupported("input '" + input.name() + "': expected fixed extents but for the batch, found " + Arrays.toString(dims));
      }
    }
    graph = Graph.of(row);
    active.put(input.name(), 0);
  }

  // ---- helpers ----

  private boolean isConstant(OnnxModel.Node node, int i) {
    return i < node.inputs().size() && constants.containsKey(node.inputs().get(i));
  }

  private OnnxTensor constant(OnnxModel.Node node, int i) {
    OnnxTensor t = optional(node, i);
    if (t == null) {
      throw refused(node, "input " + i + " to be a constant", "a computed value");
    }
    return t;
  }

  private OnnxTensor optional(OnnxModel.Node node, int i) {
    return i < node.inputs().size() ? constants.get(node.inputs().get(i)) : null;
  }

  private int active(OnnxModel.Node node, int i) {
    String name = i < node.inputs().size() ? node.inputs().get(i) : "";
    Integer v = active.get(name);
    if (v == null) {
      throw new IllegalArgumentException("expected input " + i + " to be a value defined before, found '" + name + "'");
    }
    return v;
  }

  private static Unsupported refused(OnnxModel.Node node, String expected, String found) {
    return new Unsupported("node '" + node.label() + "' (" + node.type() + "): expected " + expected + ", found " + found);
  }

  private void define(OnnxModel.Node node, int value) {
    active.put(node.outputs().get(0), value);
  }

  private void define(OnnxModel.Node node, OnnxTensor value) {
    constants.put(node.outputs().get(0), value);
  }

  private void emit(OnnxModel.Node node, Operator op, Integer... parameters) {
    define(node, graph.add(node.label(), op, active(node, 0), parameters));
  }

  private int block(String name, int[] shape, float[] values) {
    return graph.parameter(name, shape, values);
  }

  /** An ONNX axis of an activation as an instance axis. */
  private int axis(OnnxModel.Node node, long onnx, int rank) {
    int all = rank + (batched ? 1 : 0);
    long a = onnx < 0 ? onnx + all : onnx;
    long row = batched ? a - 1 : a;
    if (row < 0 || row >= rank) {
      throw refused(node, "an axis within one example", "axis " + onnx);
    }
    return (int) row;
  }

  private int rank(int value) {
    return graph.shape(value).length;
  }

  private int reshape(OnnxModel.Node node, int value, int... to) {
    if (Arrays.equals(graph.shape(value), to)) {
      return value;
    }
    return graph.add(node.label(), new Reshape(IntStream.of(to).boxed().toList()), value);
  }

  // ---- nodes ----

  private void node(OnnxModel.Node node) {
    boolean allConstant = !node.inputs().isEmpty()
        && node.inputs().stream().allMatch(i -> i.isEmpty() || constants.containsKey(i));
    if (node.type().equals("Constant")) {
      define(node, Folding.constant(node));
    } else if (node.type().equals("Shape") && !isConstant(node, 0)) {
      define(node, shapeOf(active(node, 0)));
    } else if (allConstant) {
      define(node, Folding.fold(node, node.inputs().stream().map(constants::get).toList()));
    } else {
      computed(node);
    }
  }

  /** The batch counts as −1, which is what a later Reshape wants to hear. */
  private OnnxTensor shapeOf(int value) {
    IntStream row = IntStream.of(graph.shape(value));
    return OnnxTensor.vector("shape", (batched ? IntStream.concat(IntStream.of(-1), row) : row).asLongStream().toArray());
  }

  private void computed(OnnxModel.Node node) {
    switch (node.type()) {
      case "Gemm" -> gemm(node);
      case "MatMul" -> matMul(node);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, Arithmetic.Kind.valueOf(node.type().toUpperCase(java.util.Locale.ROOT)));
      case "Conv" -> conv(node);
      case "Relu" -> emit(node, new Relu());
      case "LeakyRelu" -> emit(node, new LeakyRelu(node.number("alpha", 0.01)));
      case "Sigmoid" -> emit(node, new Sigmoid());
      case "Tanh" -> emit(node, new Tanh());
      case "Clip" -> clip(node);
      case "MaxPool" -> emit(node, new MaxPool(window(node, null, graph.shape(active(node, 0)))));
      case "AveragePool" -> emit(node, new AveragePool(window(node, null, graph.shape(active(node, 0))),
          node.integer("count_include_pad", 0) != 0));
      case "GlobalAveragePool" -> emit(node, new GlobalAveragePool());
      case "BatchNormalization" -> batchNormalization(node);
      case "Flatten" -> flatten(node);
      case "Reshape" -> reshape(node);
      case "Transpose" -> transpose(node);
      case "Concat" -> concat(node);
      case "Dropout", "Identity", "Cast" -> define(node, active(node, 0));
      case "Squeeze", "Unsqueeze" -> squeeze(node);
      case "Softmax", "LogSoftmax" -> softmax(node);
      case "Pad" -> pad(node);
      default -> throw refused(node, "constants only", "a computed value");
    }
  }

  private void gemm(OnnxModel.Node node) {
    if (!isConstant(node, 1) || node.integer("transA", 0) != 0) {
      throw refused(node, "constant weights and transA = 0", "something else");
    }
    OnnxTensor b = constant(node, 1);
    boolean transposed = node.integer("transB", 0) != 0;
    float[] w = scaled(transposed ? Folding.transposed(b) : b, node.number("alpha", 1));
    int in = b.dims()[transposed ? 1 : 0];
    int out = b.dims()[transposed ? 0 : 1];
    int weights = block(b.name(), new int[] {in, out}, w);
    if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      emit(node, new Dense(), weights);
      return;
    }
    OnnxTensor c = constant(node, 2);
    float[] bias = scaled(c, node.number("beta", 1));
    if (bias.length == 1 && out > 1) {
      float one = bias[0];
      bias = new float[out];
      Arrays.fill(bias, one);
    }
    if (bias.length != out || c.dims().length > 0 && bias.length > 1 && c.dims().length > 1 && c.dims()[0] != 1) {
      throw refused(node, "a bias of " + out + " numbers", "one of shape " + Arrays.toString(c.dims()));
    }
    emit(node, new Dense(), weights, block(c.name(), new int[] {out}, bias));
  }

  private static float[] scaled(OnnxTensor t, double factor) {
    float[] v = t.floats();
    for (int i = 0; i < v.length && factor != 1; i++) {
      v[i] *= (float) factor;
    }
    return v;
  }

  private void matMul(OnnxModel.Node node) {
    if (isConstant(node, 1)) {
      OnnxTensor w = constant(node, 1);
      if (w.dims().length != 2) {
        throw refused(node, "a constant matrix", "a constant of shape " + Arrays.toString(w.dims()));
      }
      dense(node, w);
    } else if (isConstant(node, 0)) {
      OnnxTensor l = constant(node, 0);
      int x = active(node, 1);
      if (l.dims().length != 2 || rank(x) < (batched ? 2 : 1)) {
        throw refused(node, "a constant matrix that acts within one example", "a constant of shape " + Arrays.toString(l.dims()));
      }
      int matrix = rank(x) == 1 ? reshape(node, x, graph.shape(x)[0], 1) : x;
      int y = graph.add(node.label(), new LeftDense(), matrix, block(l.name(), l.dims(), l.floats()));
      define(node, rank(x) == 1 ? reshape(node, y, l.dims()[0]) : y);
    } else {
      define(node, graph.add(node.label(), new MatMul(), List.of(active(node, 0), active(node, 1))));
    }
  }

  /** A product with a constant matrix; if all that is done with it is to add a constant vector, that is its bias. */
  private void dense(OnnxModel.Node node, OnnxTensor w) {
    int weights = block(w.name(), w.dims(), w.floats());
    List<OnnxModel.Node> next = readers.getOrDefault(node.outputs().get(0), List.of());
    boolean last = model.outputs().stream().anyMatch(o -> o.name().equals(node.outputs().get(0)));
    if (next.size() == 1 && next.get(0).type().equals("Add") && !last) {
      OnnxModel.Node add = next.get(0);
      int other = add.inputs().get(0).equals(node.outputs().get(0)) ? 1 : 0;
      OnnxTensor bias = optional(add, other);
      boolean vector = bias != null && bias.values().length == w.dims()[1] && bias.dims().length > 0
          && bias.dims()[bias.dims().length - 1] == w.dims()[1];
      if (vector) {
        int b = block(bias.name(), new int[] {w.dims()[1]}, bias.floats());
        define(add, graph.add(node.label(), new Dense(), active(node, 0), weights, b));
        folded.add(add);
        return;
      }
    }
    emit(node, new Dense(), weights);
  }

  private void arithmetic(OnnxModel.Node node, Arithmetic.Kind kind) {
    boolean first = isConstant(node, 0);
    if (!first && !isConstant(node, 1)) {
      define(node, graph.add(node.label(), new Arithmetic(kind), List.of(active(node, 0), active(node, 1))));
      return;
    }
    OnnxTensor c = constant(node, first ? 0 : 1);
    int x = active(node, first ? 1 : 0);
    int[] dims = c.dims();
    if (batched && dims.length == rank(x) + 1) {
      if (dims[0] != 1) {
        throw refused(node, "a constant that is the same for every example", "one of shape " + Arrays.toString(dims));
      }
      dims = Arrays.copyOfRange(dims, 1, dims.length);
    }
    int p = block(c.name(), dims.length == 0 ? new int[] {1} : dims, c.floats());
    define(node, graph.add(node.label(), new ConstantArithmetic(kind, first), x, p));
  }

  private void conv(OnnxModel.Node node) {
    OnnxTensor w = constant(node, 1);
    int x = active(node, 0);
    if (w.dims().length != 4 || rank(x) != 3) {
      throw refused(node, "a convolution over two axes", "weights of shape " + Arrays.toString(w.dims()));
    }
    Conv op = new Conv(window(node, w.dims(), graph.shape(x)), (int) node.integer("group", 1));
    int weights = block(w.name(), w.dims(), w.floats());
    if (node.inputs().size() > 2 && !node.inputs().get(2).isEmpty()) {
      OnnxTensor b = constant(node, 2);
      emit(node, op, weights, block(b.name(), b.dims(), b.floats()));
    } else {
      emit(node, op, weights);
    }
  }

  private Window window(OnnxModel.Node node, int[] weights, int[] x) {
    int[] given = node.integers("kernel_shape");
    int[] kernel = given != null ? given : weights == null ? new int[0] : new int[] {weights[2], weights[3]};
    if (kernel.length != 2 || x.length != 3) {
      throw refused(node, "a window over two axes", kernel.length + " axes");
    }
    int[] strides = node.integers("strides") == null ? new int[] {1, 1} : node.integers("strides");
    int[] dilations = node.integers("dilations") == null ? new int[] {1, 1} : node.integers("dilations");
    int[] pads = node.integers("pads") == null ? new int[4] : node.integers("pads");
    String auto = node.text("auto_pad", "NOTSET");
    if (auto.startsWith("SAME")) {
      for (int a = 0; a < 2; a++) {
        int extent = x[a + 1];
        int span = dilations[a] * (kernel[a] - 1) + 1;
        int total = Math.max(0, ((extent + strides[a] - 1) / strides[a] - 1) * strides[a] + span - extent);
        int less = total / 2;
        pads[a] = auto.equals("SAME_LOWER") ? total - less : less;
        pads[a + 2] = total - pads[a];
      }
    }
    return new Window(kernel[0], kernel[1], strides[0], strides[1], pads[0], pads[1], pads[2], pads[3], dilations[0], dilations[1],
        node.integer("ceil_mode", 0) != 0);
  }

  private void clip(OnnxModel.Node node) {
    OnnxTensor low = optional(node, 1);
    OnnxTensor high = optional(node, 2);
    emit(node, new Clip(low == null ? node.number("min", -Float.MAX_VALUE) : low.values()[0],
        high == null ? node.number("max", Float.MAX_VALUE) : high.values()[0]));
  }

  private void batchNormalization(OnnxModel.Node node) {
    Integer[] blocks = new Integer[4];
    for (int i = 0; i < 4; i++) {
      OnnxTensor t = constant(node, i + 1);
      blocks[i] = block(t.name(), t.dims(), t.floats());
    }
    emit(node, new BatchNormalization(node.number("epsilon", 1e-5)), blocks);
  }

  private void flatten(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] shape = graph.shape(x);
    long axis = node.integer("axis", 1);
    long a = axis < 0 ? axis + shape.length + 1 : axis;
    boolean ones = true;
    for (int i = 0; i < a - 1; i++) {
      ones &= shape[i] == 1;
    }
    if (batched && !(a == 1 || a > 1 && ones || a == 0 && declaredBatch == 1)) {
      throw refused(node, "axis 1, which keeps the examples apart", "axis " + axis);
    }
    define(node, reshape(node, x, Graph.size(shape)));
  }

  private void reshape(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] to = node.integers("shape") != null ? node.integers("shape") : constant(node, 1).integers();
    int[] from = graph.shape(x);
    int size = Graph.size(from);
    int skip = batched ? 1 : 0;
    if (to.length < skip) {
      throw refused(node, "a shape whose first axis is the batch", Arrays.toString(to));
    }
    int[] row = Arrays.copyOfRange(to, skip, to.length);
    int known = 1;
    int free = -1;
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i] == 0 && i < from.length ? from[i] : row[i];
      free = row[i] == -1 ? i : free;
      known *= row[i] == -1 ? 1 : row[i];
    }
    boolean keepsBatch = !batched || to[0] == 0 || to[0] == -1 || to[0] == declaredBatch || to[0] == 1 && declaredBatch < 1;
    if (free >= 0 && known > 0 && size % known == 0) {
      row[free] = size / known;
      known = size;
    }
    if (!keepsBatch || known != size) {
      throw refused(node, "a shape that keeps the examples apart, [batch, " + size + " elements]", Arrays.toString(to));
    }
    define(node, reshape(node, x, row));
  }

  private void transpose(OnnxModel.Node node) {
    int x = active(node, 0);
    int all = rank(x) + (batched ? 1 : 0);
    int[] perm = node.integers("perm") != null ? node.integers("perm") : IntStream.range(0, all).map(i -> all - 1 - i).toArray();
    if (batched && perm[0] != 0) {
      throw refused(node, "a permutation that keeps the batch first", Arrays.toString(perm));
    }
    List<Integer> axes = IntStream.of(perm).skip(batched ? 1 : 0).map(a -> batched ? a - 1 : a).boxed().toList();
    emit(node, new Transpose(axes));
  }

  private void concat(OnnxModel.Node node) {
    List<Integer> in = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      in.add(active(node, i));
    }
    define(node, graph.add(node.label(), new Concat(axis(node, node.integer("axis", 1), rank(in.get(0)))), in));
  }

  private void squeeze(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] given = node.integers("axes") != null ? node.integers("axes") : isConstant(node, 1) ? constant(node, 1).integers() : null;
    boolean removes = node.type().equals("Squeeze");
    List<Integer> shape = new ArrayList<>(IntStream.of(graph.shape(x)).boxed().toList());
    if (given == null) {
      shape.removeIf(e -> e == 1);
    } else {
      int after = shape.size() + (removes ? 0 : given.length);
      int[] rows = IntStream.of(given).map(a -> axis(node, a, after)).sorted().toArray();
      for (int i = 0; i < rows.length; i++) {
        if (removes) {
          shape.remove(rows[i] - i);
        } else {
          shape.add(rows[i], 1);
        }
      }
    }
    define(node, reshape(node, x, shape.stream().mapToInt(Integer::intValue).toArray()));
  }

  private void softmax(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] shape = graph.shape(x);
    boolean one = model.opset() >= 13;
    int axis = axis(node, node.integer("axis", one ? -1 : 1), shape.length);
    boolean logarithm = node.type().equals("LogSoftmax");
    if (one || axis == shape.length - 1) {
      emit(node, logarithm ? new LogSoftmax(axis) : new Softmax(axis));
      return;
    }
    int before = Graph.size(Arrays.copyOf(shape, axis));
    int flat = reshape(node, x, before, Graph.size(shape) / before);
    int y = graph.add(node.label(), logarithm ? new LogSoftmax(1) : new Softmax(1), flat);
    define(node, reshape(node, y, shape));
  }

  private void pad(OnnxModel.Node node) {
    int rank = rank(active(node, 0));
    int[] pads = node.integers("pads") != null ? node.integers("pads") : constant(node, 1).integers();
    OnnxTensor value = optional(node, 2);
    int skip = batched ? 1 : 0;
    if (!node.text("mode", "constant").equals("constant") || pads.length != 2 * (rank + skip) || batched && (pads[0] != 0 || pads[rank + 1] != 0)) {
      throw refused(node, "constant padding within each example", node.text("mode", "constant") + " " + Arrays.toString(pads));
    }
    List<Integer> before = IntStream.of(pads).skip(skip).limit(rank).boxed().toList();
    List<Integer> after = IntStream.of(pads).skip(rank + 2L * skip).limit(rank).boxed().toList();
    emit(node, new Pad(before, after, value == null ? node.number("value", 0) : value.values()[0]));
  }
}
