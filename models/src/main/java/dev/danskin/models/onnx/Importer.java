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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Turns ONNX nodes into an operator graph. ONNX counts the batch as axis 0 of every activation; here it is implicit, so
 * ONNX axis a is instance axis a − 1, and whatever would mix instances is refused. What depends on constants only is
 * computed now.
 */
final class Importer {
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
        located(node);
      }
    }
    Integer result = active.get(output.name());
    if (result == null) {
      throw new IllegalArgumentException("expected an output that depends on the input, found '" + output.name() + "', which does not");
    }
    return new OnnxNetwork(graph.build(result), input.name(), output.name(), model.opset(), model.producer());
  }

  private void located(OnnxModel.Node node) {
    String at = "node '" + node.label() + "' (" + node.type() + " of operator set " + model.opset() + "): ";
    try {
      Attributes.check(node, model.opset());
      checkOutputs(node);
      node(node);
    } catch (Unsupported e) {
      throw new Unsupported(at + e.getMessage() + "; docs/operators.md says what is read");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(at + e.getMessage(), e);
    }
  }

  /** Further outputs are masks, indices and statistics: they may be there, but nothing may read them. */
  private void checkOutputs(OnnxModel.Node node) {
    for (String name : node.outputs().subList(1, node.outputs().size())) {
      if (readers.containsKey(name) && !name.isEmpty() || model.outputs().stream().anyMatch(o -> o.name().equals(name))) {
        throw new Unsupported("expected that only its first output is used, found that '" + name + "' is, too");
      }
    }
    String first = node.outputs().get(0);
    if (active.containsKey(first) || constants.containsKey(first)) {
      throw new IllegalArgumentException("expected a new name for its output, found '" + first + "', which is defined before; "
          + "export the model again");
    }
  }

  private void refuseUnknown() {
    List<String> unknown = model.nodes().stream().filter(n -> !Attributes.operators().contains(n.type()) || !n.domain().isEmpty()
        && !n.domain().equals("ai.onnx"))
        .map(n -> "node '" + n.label() + "': operator " + (n.domain().isEmpty() ? "" : n.domain() + ".") + n.type()
            + " of operator set " + model.opset()).distinct().limit(10).toList();
    if (!unknown.isEmpty()) {
      throw new Unsupported("not offered: " + String.join("; ", unknown) + "; known: " + String.join(", ", Attributes.operators()));
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
    if (!List.of(0, OnnxTensor.FLOAT, OnnxTensor.DOUBLE, OnnxTensor.FLOAT16).contains(input.type())) {
      throw new Unsupported("input '" + input.name() + "': expected numbers of type float, double or float16, found element type "
          + input.type() + "; put the conversion before the model");
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

  private static boolean has(OnnxModel.Node node, int i) {
    return i < node.inputs().size() && !node.inputs().get(i).isEmpty();
  }

  private boolean isConstant(OnnxModel.Node node, int i) {
    return has(node, i) && constants.containsKey(node.inputs().get(i));
  }

  private OnnxTensor constant(OnnxModel.Node node, int i) {
    OnnxTensor t = has(node, i) ? constants.get(node.inputs().get(i)) : null;
    if (t == null) {
      throw refused("input " + i + " to be a constant", has(node, i) ? "the computed value '" + node.inputs().get(i) + "'" : "none");
    }
    return t;
  }

  /** A constant that may be left out, then null. */
  private OnnxTensor optional(OnnxModel.Node node, int i) {
    return has(node, i) ? constant(node, i) : null;
  }

  /** One number in input i, or in an attribute in older operator sets. */
  private double number(OnnxModel.Node node, int i, String attribute, double otherwise) {
    OnnxTensor t = optional(node, i);
    if (t == null) {
      return node.number(attribute, otherwise);
    }
    if (t.values().length != 1) {
      throw refused("input " + i + " to be one number", "a constant of shape " + Arrays.toString(t.dims()));
    }
    return t.known().values()[0];
  }

  /** Whole numbers in input i, or in an attribute in older operator sets; null if in neither. */
  private int[] integers(OnnxModel.Node node, int i, String attribute) {
    OnnxTensor t = optional(node, i);
    return t == null ? node.integers(attribute) : t.integers();
  }

  private int active(OnnxModel.Node node, int i) {
    String name = i < node.inputs().size() ? node.inputs().get(i) : "";
    Integer v = active.get(name);
    if (v == null) {
      throw constants.containsKey(name) ? refused("input " + i + " to be computed from the network's input", "the constant '" + name + "'")
          : new IllegalArgumentException("expected input " + i + " to be a value defined before, found '" + name
              + "'; export the model again");
    }
    return v;
  }

  private static Unsupported refused(String expected, String found) {
    return new Unsupported("expected " + expected + ", found " + found);
  }

  /** Operators that take axis 0 for the batch and axis 1 for the channels, whatever the network means by them. */
  private int batchFirst(OnnxModel.Node node) {
    int x = active(node, 0);
    if (!batched) {
      throw refused("an input of the network whose first axis is the batch", "one without a batch");
    }
    return x;
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
  private int axis(long onnx, int rank) {
    int all = rank + (batched ? 1 : 0);
    long a = onnx < 0 ? onnx + all : onnx;
    long row = batched ? a - 1 : a;
    if (row < 0 || row >= rank) {
      throw refused("an axis within one example", "axis " + onnx + " of " + all);
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
      define(node, shapeOf(node, active(node, 0)));
    } else if (allConstant) {
      define(node, fold(node));
    } else {
      computed(node);
    }
  }

  private OnnxTensor fold(OnnxModel.Node node) {
    if (node.type().equals("Dropout")) {
      return dropout(node, constant(node, 0));
    }
    return Folding.fold(node, node.inputs().stream().map(constants::get).toList());
  }

  private OnnxTensor shapeOf(OnnxModel.Node node, int value) {
    DoubleStream row = IntStream.of(graph.shape(value)).asDoubleStream();
    return Folding.shape(node, (batched ? DoubleStream.concat(DoubleStream.of(OnnxTensor.BATCH), row) : row).toArray());
  }

  /** What goes through a Dropout unchanged, as it does but in training. */
  private <T> T dropout(OnnxModel.Node node, T x) {
    if (number(node, 2, "", 0) != 0) {
      throw refused("a network made for evaluation", "a dropout in training mode");
    }
    return x;
  }

  /** An activation in another floating type is the same to us; anything else would cut or round it. */
  private int cast(OnnxModel.Node node) {
    long to = node.integer("to", 0);
    if (to != OnnxTensor.FLOAT && to != OnnxTensor.DOUBLE) {
      throw refused("a cast of computed values to float (1) or double (11)", "element type " + to);
    }
    return active(node, 0);
  }

  private void computed(OnnxModel.Node node) {
    switch (node.type()) {
      case "Gemm" -> gemm(node);
      case "MatMul" -> matMul(node);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, Arithmetic.Kind.valueOf(node.type().toUpperCase(Locale.ROOT)));
      case "Conv" -> conv(node);
      case "Relu" -> emit(node, new Relu());
      case "LeakyRelu" -> emit(node, new LeakyRelu(node.number("alpha", 0.01)));
      case "Sigmoid" -> emit(node, new Sigmoid());
      case "Tanh" -> emit(node, new Tanh());
      case "Clip" -> clip(node);
      case "MaxPool" -> maxPool(node);
      case "AveragePool" -> emit(node, new AveragePool(window(node, null, graph.shape(batchFirst(node))),
          node.integer("count_include_pad", 0) != 0));
      case "GlobalAveragePool" -> define(node, graph.add(node.label(), new GlobalAveragePool(), batchFirst(node)));
      case "ReduceMean" -> mean(node);
      case "BatchNormalization" -> batchNormalization(node);
      case "Flatten" -> flatten(node);
      case "Reshape" -> reshape(node);
      case "Transpose" -> transpose(node);
      case "Concat" -> concat(node);
      case "Identity" -> define(node, active(node, 0));
      case "Dropout" -> define(node, dropout(node, active(node, 0)));
      case "Cast" -> define(node, cast(node));
      case "Squeeze" -> squeeze(node);
      case "Unsqueeze" -> unsqueeze(node);
      case "Softmax", "LogSoftmax" -> softmax(node);
      case "Pad" -> pad(node);
      default -> throw refused("constants only", "a computed value");
    }
  }

  private void gemm(OnnxModel.Node node) {
    if (!isConstant(node, 1) || node.integer("transA", 0) != 0) {
      throw refused("constant weights and transA = 0", isConstant(node, 1) ? "transA = 1" : "computed weights");
    }
    OnnxTensor b = constant(node, 1);
    if (b.dims().length != 2 || rank(active(node, 0)) != (batched ? 1 : 2)) {
      throw refused("a matrix of vectors and a constant matrix", "examples of shape " + Arrays.toString(graph.shape(active(node, 0)))
          + " and a constant of shape " + Arrays.toString(b.dims()));
    }
    OnnxTensor w = node.integer("transB", 0) != 0 ? Folding.transposed(b, 1, 0) : b;
    int out = w.dims()[1];
    int weights = block(b.name(), w.dims(), scaled(w, node.number("alpha", 1)));
    OnnxTensor c = optional(node, 2);
    if (c == null) {
      emit(node, new Dense(), weights);
    } else {
      emit(node, new Dense(), weights, block(c.name(), new int[] {out}, bias(c, out, node.number("beta", 1))));
    }
  }

  /** β c, one number repeated. */
  private static float[] bias(OnnxTensor c, int out, double beta) {
    float[] b = scaled(c, beta);
    int[] dims = c.dims();
    boolean row = dims.length == 1 || dims.length == 2 && dims[0] == 1;
    if (b.length != 1 && !(b.length == out && row)) {
      throw refused("a bias of " + out + " numbers", "one of shape " + Arrays.toString(dims));
    }
    float[] bias = new float[out];
    for (int i = 0; i < out; i++) {
      bias[i] = b[b.length == 1 ? 0 : i];
    }
    return bias;
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
        throw refused("a constant matrix", "a constant of shape " + Arrays.toString(w.dims()));
      }
      dense(node, w);
    } else if (isConstant(node, 0)) {
      OnnxTensor l = constant(node, 0);
      int x = active(node, 1);
      if (l.dims().length != 2 || rank(x) < (batched ? 2 : 1)) {
        throw refused("a constant matrix that acts within one example", "a constant of shape " + Arrays.toString(l.dims()));
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
    if (next.size() == 1 && next.get(0).type().equals("Add") && next.get(0).attributes().isEmpty() && !last) {
      OnnxModel.Node add = next.get(0);
      int other = add.inputs().get(0).equals(node.outputs().get(0)) ? 1 : 0;
      OnnxTensor bias = constants.get(add.inputs().get(other));
      boolean vector = bias != null && bias.values().length == w.dims()[1] && bias.dims().length > 0
          && bias.dims()[bias.dims().length - 1] == w.dims()[1] && bias.dims().length <= rank(active(node, 0)) + (batched ? 1 : 0);
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
      define(node, graph.add(node.label(), new Arithmetic(kind), List.of(active(node, 0), alike(node))));
      return;
    }
    OnnxTensor c = constant(node, first ? 0 : 1);
    int x = active(node, first ? 1 : 0);
    int[] dims = c.dims();
    boolean shared = dims.length <= rank(x) || batched && dims.length == rank(x) + 1 && dims[0] == 1;
    if (!shared && (batched || rank(x) == 0)) {
      throw refused("a constant that is the same for every example", "one of shape " + Arrays.toString(dims));
    }
    int[] row = batched && dims.length > rank(x) ? Arrays.copyOfRange(dims, 1, dims.length) : dims;
    int p = block(c.name(), row.length == 0 ? new int[] {1} : row, c.floats());
    int y = graph.add(node.label(), new ConstantArithmetic(kind, first), x, p);
    define(node, rank(x) == 0 ? reshape(node, y) : y);
  }

  /** The second operand. ONNX aligns axes from the last one, so that with unequal ranks the batch would meet another axis. */
  private int alike(OnnxModel.Node node) {
    int a = active(node, 0);
    int b = active(node, 1);
    if (batched && declaredBatch != 1 && rank(a) != rank(b)) {
      throw refused("operands of as many axes", "examples of shapes " + Arrays.toString(graph.shape(a)) + " and "
          + Arrays.toString(graph.shape(b)));
    }
    return b;
  }

  private void conv(OnnxModel.Node node) {
    OnnxTensor w = constant(node, 1);
    int x = batchFirst(node);
    if (w.dims().length != 4 || rank(x) != 3) {
      throw refused("a convolution over two axes", "weights of shape " + Arrays.toString(w.dims()));
    }
    Conv op = new Conv(window(node, w.dims(), graph.shape(x)), OnnxTensor.nearest(node.integer("group", 1)));
    int weights = block(w.name(), w.dims(), w.floats());
    OnnxTensor b = optional(node, 2);
    if (b != null) {
      emit(node, op, weights, block(b.name(), b.dims(), b.floats()));
    } else {
      emit(node, op, weights);
    }
  }

  private void maxPool(OnnxModel.Node node) {
    if (node.integer("storage_order", 0) != 0) {
      throw refused("storage_order 0", "storage_order " + node.integer("storage_order", 0));
    }
    emit(node, new MaxPool(window(node, null, graph.shape(batchFirst(node)))));
  }

  private Window window(OnnxModel.Node node, int[] weights, int[] x) {
    int[] given = node.integers("kernel_shape");
    int[] kernel = given != null ? given : weights == null ? new int[0] : new int[] {weights[2], weights[3]};
    if (kernel.length != 2 || x.length != 3) {
      throw refused("a window over the last two of three axes", kernel.length + " axes and examples of shape " + Arrays.toString(x));
    }
    if (weights != null && (kernel[0] != weights[2] || kernel[1] != weights[3])) {
      throw refused("a kernel like its weights, of shape " + Arrays.toString(weights), "kernel_shape " + Arrays.toString(kernel));
    }
    int[] strides = list(node, "strides", 1, 1);
    int[] dilations = list(node, "dilations", 1, 1);
    int[] pads = pads(node, kernel, strides, dilations, x);
    if (weights == null && IntStream.range(0, 4).anyMatch(i -> pads[i] >= kernel[i % 2])) {
      throw refused("pads smaller than the kernel " + Arrays.toString(kernel), Arrays.toString(pads));
    }
    return new Window(kernel[0], kernel[1], strides[0], strides[1], pads[0], pads[1], pads[2], pads[3], dilations[0], dilations[1],
        node.integer("ceil_mode", 0) != 0);
  }

  private static int[] list(OnnxModel.Node node, String key, int... otherwise) {
    int[] given = node.integers(key);
    if (given != null && given.length != otherwise.length) {
      throw refused(key + " of " + otherwise.length + " numbers", Arrays.toString(given));
    }
    return given == null ? otherwise : given;
  }

  /** [top, left, bottom, right] as given or, where auto_pad says so, such that the output has ⌈extent / stride⌉. */
  private static int[] pads(OnnxModel.Node node, int[] kernel, int[] strides, int[] dilations, int[] x) {
    int[] pads = list(node, "pads", 0, 0, 0, 0).clone();
    String auto = node.text("auto_pad", "NOTSET");
    boolean ceil = node.integer("ceil_mode", 0) != 0;
    boolean dilatedSame = auto.startsWith("SAME") && (dilations[0] != 1 || dilations[1] != 1);
    if (auto.isEmpty() || auto.equals("NOTSET")) {
      return pads;
    }
    // On ceil_mode and dilations the specification and runtimes differ.
    if (ceil || dilatedSame || !List.of("VALID", "SAME_UPPER", "SAME_LOWER").contains(auto) || IntStream.of(pads).anyMatch(p -> p != 0)) {
      throw refused("auto_pad NOTSET, or VALID, SAME_UPPER or SAME_LOWER without pads, ceil_mode and, if SAME, dilations",
          "auto_pad " + auto
          + ", pads " + Arrays.toString(pads) + ", ceil_mode " + (ceil ? 1 : 0) + ", dilations " + Arrays.toString(dilations));
    }
    for (int a = 0; a < 2 && !auto.equals("VALID"); a++) {
      int extent = x[a + 1];
      int span = dilations[a] * (kernel[a] - 1) + 1;
      int total = Math.max(0, ((extent + strides[a] - 1) / strides[a] - 1) * strides[a] + span - extent);
      int less = total / 2;
      pads[a] = auto.equals("SAME_LOWER") ? total - less : less;
      pads[a + 2] = total - pads[a];
    }
    return pads;
  }

  private void clip(OnnxModel.Node node) {
    emit(node, new Clip(number(node, 1, "min", -Float.MAX_VALUE), number(node, 2, "max", Float.MAX_VALUE)));
  }

  private void mean(OnnxModel.Node node) {
    int x = active(node, 0);
    int rank = rank(x);
    int[] given = integers(node, 1, "axes");
    if (given == null && node.integer("noop_with_empty_axes", 0) != 0) {
      define(node, x);
    } else if (given == null && batched) {
      throw refused("axes within one example", "a mean over all axes");
    } else {
      IntStream axes = given == null ? IntStream.range(0, rank) : IntStream.of(given).map(a -> axis(a, rank));
      define(node, mean(node, x, Folding.sorted(axes.toArray(), rank)));
    }
  }

  /** The mean over any axes of one example: they are brought to the end and made the rows of one channel each. */
  private int mean(OnnxModel.Node node, int x, int[] reduced) {
    int[] shape = graph.shape(x);
    int[] kept = IntStream.range(0, shape.length).filter(a -> Arrays.binarySearch(reduced, a) < 0).toArray();
    List<Integer> order = IntStream.concat(IntStream.of(kept), IntStream.of(reduced)).boxed().toList();
    boolean inOrder = order.equals(order.stream().sorted().toList());
    int moved = inOrder ? x : graph.add(node.label(), new Transpose(order), x);
    int channels = Graph.size(IntStream.of(kept).map(a -> shape[a]).toArray());
    int rows = reshape(node, moved, channels, Graph.size(shape) / channels, 1);
    int[] all = shape.clone();
    IntStream.of(reduced).forEach(a -> all[a] = 1);
    int[] to = node.integer("keepdims", 1) != 0 ? all : Folding.withoutOnes(all, reduced);
    return reshape(node, graph.add(node.label(), new GlobalAveragePool(), rows), to);
  }

  private void batchNormalization(OnnxModel.Node node) {
    if (node.integer("training_mode", 0) != 0 || node.outputs().stream().skip(1).anyMatch(o -> !o.isEmpty())) {
      throw refused("batch normalization with fixed statistics", "training mode");
    }
    if (node.integer("spatial", 1) == 0) {
      throw refused("statistics per channel", "spatial = 0");
    }
    batchFirst(node);
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
    long a = axis < 0 ? axis + shape.length + (batched ? 1 : 0) : axis;
    if (!batched) {
      int before = Graph.size(Arrays.copyOf(shape, Math.toIntExact(a)));
      define(node, reshape(node, x, before, Graph.size(shape) / before));
      return;
    }
    boolean ones = true;
    for (int i = 0; i < a - 1; i++) {
      ones &= shape[i] == 1;
    }
    if (a < 0 || a > shape.length + 1 || !(a == 1 || ones && a > 1 || a == 0 && declaredBatch == 1)) {
      throw refused("axis 1, which keeps the examples apart", "axis " + axis);
    }
    define(node, reshape(node, x, Graph.size(shape)));
  }

  private void reshape(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] to = constant(node, 1).shape();
    int[] from = graph.shape(x);
    boolean zeros = node.integer("allowzero", 0) != 0;
    boolean free = IntStream.of(to).skip(1).anyMatch(e -> e == -1);
    boolean keepsBatch = !batched || to.length > 0 && (to[0] == OnnxTensor.BATCH_EXTENT || to[0] == 0 && !zeros || to[0] == -1 && !free
        || to[0] > 0 && (to[0] == declaredBatch || to[0] == 1 && declaredBatch < 1));
    boolean moved = IntStream.of(to).skip(batched ? 1 : 0).anyMatch(e -> e == OnnxTensor.BATCH_EXTENT);
    if (!keepsBatch || moved) {
      String found = IntStream.of(to).mapToObj(e -> e == OnnxTensor.BATCH_EXTENT ? "batch" : Integer.toString(e)).toList().toString();
      throw refused("a shape that keeps the examples apart, [batch, " + Graph.size(from) + " elements]", found + (zeros
          ? " with allowzero" : ""));
    }
    int[] row = batched ? Arrays.copyOfRange(to, 1, to.length) : to;
    define(node, reshape(node, x, Folding.resolved(row, from, Graph.size(from), zeros)));
  }

  private void transpose(OnnxModel.Node node) {
    int x = active(node, 0);
    int all = rank(x) + (batched ? 1 : 0);
    int[] perm = node.integers("perm") != null ? node.integers("perm") : IntStream.range(0, all).map(i -> all - 1 - i).toArray();
    if (batched && perm[0] != 0) {
      throw refused("a permutation that keeps the batch first", Arrays.toString(perm));
    }
    List<Integer> axes = IntStream.of(perm).skip(batched ? 1 : 0).map(a -> batched ? a - 1 : a).boxed().toList();
    emit(node, new Transpose(axes));
  }

  private void concat(OnnxModel.Node node) {
    if (!node.attributes().containsKey("axis")) {
      throw refused("an axis", "none");
    }
    List<Integer> in = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      in.add(active(node, i));
    }
    define(node, graph.add(node.label(), new Concat(axis(node.integer("axis", 0), rank(in.get(0)))), in));
  }

  private void squeeze(OnnxModel.Node node) {
    int x = active(node, 0);
    int rank = rank(x);
    int[] given = integers(node, 1, "axes");
    if (given == null && batched && declaredBatch == 1) {
      throw refused("the axes that go", "none, so that a batch of 1 would go, too");
    }
    int[] rows = given == null ? null : Folding.sorted(IntStream.of(given).map(a -> axis(a, rank)).toArray(), rank);
    define(node, reshape(node, x, Folding.withoutOnes(graph.shape(x), rows)));
  }

  private void unsqueeze(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] given = integers(node, 1, "axes");
    if (given == null) {
      throw refused("axes", "none");
    }
    int after = rank(x) + given.length;
    define(node, reshape(node, x, Folding.withOnes(graph.shape(x), IntStream.of(given).map(a -> axis(a, after)).toArray())));
  }

  private void softmax(OnnxModel.Node node) {
    int x = active(node, 0);
    int[] shape = graph.shape(x);
    boolean one = model.opset() >= 13;
    int axis = axis(node.integer("axis", one ? -1 : 1), shape.length);
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
    int skip = batched ? 1 : 0;
    int all = rank(active(node, 0)) + skip;
    int[] pads = everyAxis(integers(node, 1, "pads"), optional(node, 3), all);
    String mode = node.text("mode", "constant");
    if (!mode.equals("constant") || pads.length != 2 * all || batched && (pads[0] != 0 || pads[all] != 0)) {
      throw refused("constant padding within each example", mode + " padding " + Arrays.toString(pads));
    }
    List<Integer> before = IntStream.of(pads).limit(all).skip(skip).boxed().toList();
    List<Integer> after = IntStream.of(pads).skip(all + skip).boxed().toList();
    emit(node, new Pad(before, after, number(node, 2, "value", 0)));
  }

  /** Pads that are given for some axes only (operator set 18), with zeros for the others. */
  private static int[] everyAxis(int[] pads, OnnxTensor axes, int all) {
    if (pads == null || axes == null) {
      return pads == null ? new int[0] : pads;
    }
    int[] at = IntStream.of(axes.integers()).map(a -> a < 0 ? a + all : a).toArray();
    Folding.sorted(at, all);
    if (pads.length != 2 * at.length) {
      throw refused("two pads for each of " + at.length + " axes", Arrays.toString(pads));
    }
    int[] full = new int[2 * all];
    for (int i = 0; i < at.length; i++) {
      full[at[i]] = pads[i];
      full[all + at[i]] = pads[at.length + i];
    }
    return full;
  }
}
