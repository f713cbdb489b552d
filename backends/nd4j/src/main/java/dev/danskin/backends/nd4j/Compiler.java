package dev.danskin.backends.nd4j;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.AveragePool;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.ConstantArithmetic;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.TrainingBatchNormalization;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses memory and steps for a graph. Images lie channels last. Reshapes, and transposes between the two orders of
 * channels, are other views of the same memory; relu works in place; max(relu(x)) over a window is computed as
 * relu(max(x)), which is the same number from a quarter of the work.
 */
final class Compiler implements AutoCloseable {
  private final Graph graph;
  private final int tile;
  private final List<Step> steps = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Map<Integer, Slot> at = new HashMap<>();
  private final Map<Integer, int[]> flattened = new HashMap<>();
  private final Map<Integer, List<Node>> readers = new HashMap<>();
  private final Set<Integer> awaitingRelu = new HashSet<>();
  private final Set<Integer> trained = new HashSet<>();
  private final List<Step> carrying = new ArrayList<>();

  /** @throws dev.danskin.models.graph.Unsupported if an operator has neither a native form nor loops */
  Compiler(Graph graph, int tile) {
    this.graph = graph;
    this.tile = tile;
    graph.nodes().forEach(n -> n.inputs().forEach(v -> readers.computeIfAbsent(v, k -> new ArrayList<>()).add(n)));
    try {
      at.put(0, slot(0));
      graph.nodes().forEach(this::compile);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Frees what was allocated so far. */
  @Override
  public void close() {
    steps.forEach(Step::close);
    accumulators.forEach(Accumulator::close);
    slots.forEach(Slot::close);
  }

  /** Native memory of everything compiled. */
  long bytes() {
    return steps.stream().mapToLong(Step::bytes).sum() + accumulators.stream().mapToLong(Accumulator::bytes).sum()
        + slots.stream().mapToLong(Slot::bytes).sum();
  }

  List<Step> steps() {
    return steps;
  }

  /** The steps, in forward order, through whose pullback a cotangent reaches a parameter. */
  List<Step> carrying() {
    return carrying;
  }

  Slot input() {
    return at.get(0);
  }

  Slot output() {
    return at.get(graph.output());
  }

  private Slot slot(int value) {
    int[] shape = graph.shape(value);
    boolean image = shape.length == 3 && readers.getOrDefault(value, List.of()).stream()
        .anyMatch(n -> wantsChannelsLast(n.operator()));
    return slot(shape, image ? Slot.Layout.CHANNELS_LAST : Slot.Layout.PLAIN);
  }

  private Slot slot(int[] shape, Slot.Layout layout) {
    Slot slot = new Slot(tile, shape, layout);
    slots.add(slot);
    return slot;
  }

  private static boolean wantsChannelsLast(Operator op) {
    return op instanceof Conv || op instanceof MaxPool || op instanceof AveragePool || op instanceof Relu
        || op instanceof Arithmetic || op instanceof BatchNormalization || op instanceof TrainingBatchNormalization
        || op instanceof ConstantArithmetic;
  }

  private boolean soleReader(int value) {
    return readers.getOrDefault(value, List.of()).size() == 1 && value != graph.output();
  }

  /** On the way back the last reader of a value comes first. */
  private Accumulator accumulator(Node node, int input) {
    int value = node.inputs().get(input);
    List<Node> all = readers.get(value);
    boolean first = all.get(all.size() - 1) == node && node.inputs().indexOf(value) == input;
    return keep(new Accumulator(at.get(value), first));
  }

  /** As {@link #accumulator}, for a value that is wanted channels last. */
  private Accumulator channelsLast(Node node, int input) {
    Accumulator a = accumulator(node, input);
    if (a.slot().layout() == Slot.Layout.CHANNELS_LAST) {
      return a;
    }
    Slot converted = slot(a.slot().shape(), Slot.Layout.CHANNELS_LAST);
    steps.add(new ConvertStep(a, converted, tile, new float[tile * converted.size()]));
    return keep(new Accumulator(converted, true));
  }

  private Accumulator keep(Accumulator a) {
    accumulators.add(a);
    return a;
  }

  private void compile(Node node) {
    int before = steps.size();
    choose(node);
    boolean carries = node.inputs().stream().anyMatch(trained::contains);
    if (carries) {
      carrying.addAll(steps.subList(before, steps.size()));
    }
    if (carries || !node.parameters().isEmpty()) {
      trained.add(node.output());
    }
  }

  private void choose(Node node) {
    Operator op = node.operator();
    boolean done = op instanceof Relu && relu(node) || op instanceof Reshape && reshape(node)
        || op instanceof Transpose t && transpose(node, t) || op instanceof Conv c && conv(node, c)
        || op instanceof Dense && dense(node) || op instanceof MaxPool p && pool(node, true, p.window())
        || op instanceof AveragePool p && pool(node, false, p.window())
        || op instanceof TrainingBatchNormalization n && normalization(node, n)
        || op instanceof Arithmetic a && a.kind() == Arithmetic.Kind.ADD && add(node) || affine(node);
    if (!done) {
      loops(node);
    }
  }

  private boolean relu(Node node) {
    int x = node.inputs().get(0);
    if (!soleReader(x) || x == 0) {
      return false;
    }
    at.put(node.output(), at.get(x));
    List<Node> next = readers.getOrDefault(node.output(), List.of());
    boolean pooled = soleReader(node.output()) && next.get(0).operator() instanceof MaxPool p && PoolStep.offers(p.window());
    if (pooled) {
      awaitingRelu.add(node.output());
    } else {
      steps.add(new ReluStep(at.get(x), tile));
    }
    return true;
  }

  private boolean pool(Node node, boolean largest, Window window) {
    if (!PoolStep.offers(window)) {
      return false;
    }
    Accumulator x = channelsLast(node, 0);
    Slot y = slot(graph.shape(node.output()), Slot.Layout.CHANNELS_LAST);
    at.put(node.output(), y);
    steps.add(new PoolStep(largest, window, x, y, tile));
    if (awaitingRelu.contains(node.inputs().get(0))) {
      steps.add(new ReluStep(y, tile));
    }
    return true;
  }

  private boolean reshape(Node node) {
    int x = node.inputs().get(0);
    int[] to = graph.shape(node.output());
    Slot from = at.get(x);
    int[] shape = from.shape();
    boolean sameOrder = from.layout() == Slot.Layout.PLAIN || shape[0] == 1 || shape[1] * shape[2] == 1;
    boolean intoDense = to.length == 1 && node.output() != graph.output()
        && readers.getOrDefault(node.output(), List.of()).stream().allMatch(n -> n.operator() instanceof Dense);
    if (!soleReader(x) || !sameOrder && !intoDense) {
      return false;
    }
    at.put(node.output(), from.as(to, Slot.Layout.PLAIN));
    if (!sameOrder) {
      flattened.put(node.output(), shape);
    }
    return true;
  }

  private boolean transpose(Node node, Transpose t) {
    int x = node.inputs().get(0);
    Slot from = at.get(x);
    boolean toLast = from.layout() == Slot.Layout.CHANNELS_LAST && t.axes().equals(List.of(1, 2, 0));
    boolean toFirst = from.layout() == Slot.Layout.PLAIN && t.axes().equals(List.of(2, 0, 1));
    if (!soleReader(x) || !toLast && !toFirst) {
      return false;
    }
    at.put(node.output(), from.as(graph.shape(node.output()), toLast ? Slot.Layout.PLAIN : Slot.Layout.CHANNELS_LAST));
    return true;
  }

  private boolean conv(Node node, Conv conv) {
    Window w = conv.window();
    // Uneven pads have no argument, and ND4J computes the pads of dilated windows wrongly: oneDNN refuses them.
    boolean offered = conv.groups() == 1 && w.padTop() == w.padBottom() && w.padLeft() == w.padRight() && !w.ceil()
        && w.dilationH() == 1 && w.dilationW() == 1;
    if (!offered) {
      return false;
    }
    Accumulator x = channelsLast(node, 0);
    Slot y = slot(graph.shape(node.output()), Slot.Layout.CHANNELS_LAST);
    at.put(node.output(), y);
    steps.add(new ConvStep(new ConvShape(w, x.slot().shape(), y.shape()), x, y, tile, offset(node, 0), offset(node, 1)));
    return true;
  }

  private int offset(Node node, int parameter) {
    return parameter >= node.parameters().size() ? -1
        : graph.parameters().blocks().get(node.parameters().get(parameter)).offset();
  }

  private boolean dense(Node node) {
    int v = node.inputs().get(0);
    if (at.get(v).layout() != Slot.Layout.PLAIN) {
      return false;
    }
    int[] w = graph.parameterShape(node.parameters().get(0));
    Slot y = slot(graph.shape(node.output()), Slot.Layout.PLAIN);
    at.put(node.output(), y);
    int[] order = flattened.containsKey(v) ? DenseShape.channelsLast(flattened.get(v)) : null;
    steps.add(new DenseStep(accumulator(node, 0), y, tile, new DenseShape(w[0], w[1], order, offset(node, 0), offset(node, 1))));
    return true;
  }

  private boolean normalization(Node node, TrainingBatchNormalization operator) {
    Slot x = at.get(node.inputs().get(0));
    if (!BatchNormalizationStep.offers(x)) {
      return false;
    }
    Slot y = slot(x.shape(), x.layout());
    at.put(node.output(), y);
    int[] offsets = node.parameters().stream().mapToInt(p -> graph.parameters().blocks().get(p).offset()).toArray();
    steps.add(new BatchNormalizationStep(accumulator(node, 0), y, tile, operator.epsilon(), offsets));
    return true;
  }

  private boolean add(Node node) {
    Slot a = at.get(node.inputs().get(0));
    Slot b = at.get(node.inputs().get(1));
    if (!Arrays.equals(a.shape(), b.shape()) || a.layout() != b.layout()) {
      return false;
    }
    Slot y = slot(a.shape(), a.layout());
    at.put(node.output(), y);
    steps.add(new AddStep(accumulator(node, 0), accumulator(node, 1), y, tile));
    return true;
  }

  /**
   * In place only over steps that do not read their own result on the way back, as relu does, and where parameters come
   * before, so that its pullback runs in training too; not over the input, from which forward can be done again.
   */
  private boolean affine(Node node) {
    Affine affine = Affine.of(graph, node);
    if (affine == null) {
      return false;
    }
    int v = node.inputs().get(0);
    boolean inPlace = trained.contains(v) && soleReader(v)
        && graph.nodes().stream().anyMatch(n -> n.output() == v && forgets(n.operator()));
    Slot x = at.get(v);
    Slot y = inPlace ? x : slot(x.shape(), x.layout());
    at.put(node.output(), y);
    steps.add(new AffineStep(affine, inPlace ? null : accumulator(node, 0), y, tile));
    return true;
  }

  private static boolean forgets(Operator op) {
    return op instanceof Conv || op instanceof Dense || op instanceof Arithmetic;
  }

  private void loops(Node node) {
    List<Accumulator> in = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      in.add(accumulator(node, i));
    }
    Slot y = slot(node.output());
    at.put(node.output(), y);
    steps.add(new LoopStep(graph, node, in, y, tile));
  }
}
