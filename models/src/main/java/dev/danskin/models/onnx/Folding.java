package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Unsupported;
import dev.danskin.models.ops.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes nodes whose inputs are constants: mostly shapes on their way to a Reshape. The extent of the batch is carried
 * along as {@link OnnxTensor#BATCH}; whatever would compute with it is refused.
 */
final class Folding {
  private Folding() {}

  static OnnxTensor constant(OnnxModel.Node node) {
    String key = node.attributes().keySet().stream().findFirst().orElse("");
    OnnxModel.Attribute a = node.attributes().get(key);
    String name = node.outputs().get(0);
    if (node.attributes().size() != 1 || key.equals("value") && a.tensor() == null) {
      throw new Unsupported("expected one attribute that holds numbers, found " + node.attributes().keySet());
    }
    return switch (key) {
      case "value" -> new OnnxTensor(name, a.tensor().dims(), a.tensor().values(), a.tensor().whole());
      case "value_float" -> new OnnxTensor(name, new int[0], new double[] {node.number(key, 0)}, false);
      case "value_int" -> new OnnxTensor(name, new int[0], new double[] {node.integer(key, 0)}, true);
      case "value_floats" -> new OnnxTensor(name, new int[] {a.numbers().size()},
          a.numbers().stream().mapToDouble(Double::doubleValue).toArray(), false);
      default -> OnnxTensor.vector(name, a.integers().stream().mapToDouble(Long::doubleValue).toArray());
    };
  }

  static OnnxTensor fold(OnnxModel.Node node, List<OnnxTensor> in) {
    OnnxTensor x = in.get(0);
    return switch (node.type()) {
      case "Identity" -> x;
      case "Cast" -> cast(node, x);
      case "Shape" -> shape(node, Arrays.stream(x.dims()).asDoubleStream().toArray());
      case "Gather" -> gather(node, x, in.get(1));
      case "Concat" -> concat(node, in);
      case "Unsqueeze" -> unsqueezed(node, x, in);
      case "Squeeze" -> squeezed(node, x, in);
      case "Slice" -> slice(node, x, in);
      case "Reshape" -> reshaped(node, x, in.get(1).integers());
      case "Transpose" -> transposed(node, x);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, x.known(), in.get(1).known());
      default -> throw new Unsupported("expected a value that depends on the network's input, found constants only; "
          + "simplify the model (onnx-simplifier)");
    };
  }

  /** A shape, cut as the attributes start and end say (operator set 15); both are clamped. */
  static OnnxTensor shape(OnnxModel.Node node, double[] extents) {
    int rank = extents.length;
    int start = clamped(node.integer("start", 0), rank);
    int end = clamped(node.integer("end", rank), rank);
    return OnnxTensor.vector(node.label(), Arrays.copyOfRange(extents, start, Math.max(start, end)));
  }

  private static int clamped(long at, int size) {
    return (int) Math.max(0, Math.min(size, at < 0 ? at + size : at));
  }

  private static OnnxTensor cast(OnnxModel.Node node, OnnxTensor x) {
    int to = OnnxTensor.nearest(node.integer("to", 0));
    if (x.hasBatch() && to != OnnxTensor.INT32 && to != OnnxTensor.INT64) {
      x.known();
    }
    double[] v = new double[x.values().length];
    for (int i = 0; i < v.length; i++) {
      v[i] = x.hasBatch() ? x.values()[i] : cast(x.values()[i], to);
    }
    return new OnnxTensor(x.name(), x.dims(), v, OnnxTensor.whole(to));
  }

  /** Whole numbers are cut toward zero; what the target cannot hold is refused, since ONNX leaves it undefined. */
  private static double cast(double v, int to) {
    double most = switch (to) {
      case OnnxTensor.FLOAT, OnnxTensor.DOUBLE, OnnxTensor.BOOL -> Double.POSITIVE_INFINITY;
      case OnnxTensor.INT64 -> 0x1p63;
      case OnnxTensor.INT32 -> 0x1p31;
      case OnnxTensor.INT8 -> 0x1p7;
      case OnnxTensor.UINT8 -> 0x1p8;
      default -> throw new Unsupported("expected a cast of constants to float, double, int64, int32, int8, uint8 or bool, "
          + "found element type " + to);
    };
    if (most == Double.POSITIVE_INFINITY) {
      return to == OnnxTensor.FLOAT ? (float) v : to == OnnxTensor.DOUBLE || v == 0 ? v : 1;
    }
    double cut = v < 0 ? Math.ceil(v) : Math.floor(v);
    if (!(cut < most && cut >= (to == OnnxTensor.UINT8 ? 0 : -most))) {
      throw new Unsupported("expected numbers that element type " + to + " can hold, found " + v);
    }
    return cut + 0.0;
  }

  private static OnnxTensor gather(OnnxModel.Node node, OnnxTensor x, OnnxTensor index) {
    long axis = node.integer("axis", 0);
    if (x.dims().length != 1 || axis != 0 && axis != -1) {
      throw new Unsupported("expected a vector, found a constant of shape " + Arrays.toString(x.dims()) + " and axis " + axis);
    }
    int[] at = index.integers();
    double[] v = new double[at.length];
    int size = x.values().length;
    for (int i = 0; i < v.length; i++) {
      if (at[i] < -size || at[i] >= size) {
        throw new IllegalArgumentException("expected indices into " + size + " numbers, found " + at[i] + "; export the model again");
      }
      v[i] = x.values()[at[i] < 0 ? at[i] + size : at[i]];
    }
    return new OnnxTensor(node.label(), index.dims(), v, x.whole());
  }

  private static OnnxTensor concat(OnnxModel.Node node, List<OnnxTensor> in) {
    long axis = node.integer("axis", 0);
    List<Double> all = new ArrayList<>();
    for (OnnxTensor t : in) {
      if (t.dims().length != 1 || axis != 0 && axis != -1) {
        throw new Unsupported("expected constant vectors, found shape " + Arrays.toString(t.dims()) + " and axis " + axis);
      }
      Arrays.stream(t.values()).forEach(all::add);
    }
    double[] v = all.stream().mapToDouble(Double::doubleValue).toArray();
    return new OnnxTensor(node.label(), new int[] {v.length}, v, in.get(0).whole());
  }

  /** The axes that a node names in its attribute or, since operator set 13, its second input; null if in neither. */
  private static int[] axes(OnnxModel.Node node, List<OnnxTensor> in, int rank) {
    int[] axes = in.size() > 1 && in.get(1) != null ? in.get(1).integers() : node.integers("axes");
    return axes == null ? null : sorted(axes, rank);
  }

  /** Axes counted from the front, in order. */
  static int[] sorted(int[] axes, int rank) {
    int[] sorted = Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).sorted().distinct().toArray();
    if (sorted.length != axes.length || sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] >= rank)) {
      throw new IllegalArgumentException("expected different axes of " + rank + ", found " + Arrays.toString(axes)
          + "; export the model again");
    }
    return sorted;
  }

  private static OnnxTensor unsqueezed(OnnxModel.Node node, OnnxTensor x, List<OnnxTensor> in) {
    int[] given = in.size() > 1 && in.get(1) != null ? in.get(1).integers() : node.integers("axes");
    if (given == null) {
      throw new IllegalArgumentException("expected axes, found none; export the model again");
    }
    return x.reshaped(withOnes(x.dims(), given));
  }

  /** A shape with axes of extent 1 put where {@code axes} of the result say. */
  static int[] withOnes(int[] dims, int[] axes) {
    List<Integer> all = new ArrayList<>(Arrays.stream(dims).boxed().toList());
    Arrays.stream(sorted(axes, dims.length + axes.length)).forEach(a -> all.add(a, 1));
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private static OnnxTensor squeezed(OnnxModel.Node node, OnnxTensor x, List<OnnxTensor> in) {
    return x.reshaped(withoutOnes(x.dims(), axes(node, in, x.dims().length)));
  }

  /** A shape without the given axes, which must have extent 1, or without all of extent 1 where {@code axes} is null. */
  static int[] withoutOnes(int[] dims, int[] axes) {
    int[] gone = axes != null ? axes : IntStream.range(0, dims.length).filter(a -> dims[a] == 1).toArray();
    if (Arrays.stream(gone).anyMatch(a -> dims[a] != 1)) {
      throw new IllegalArgumentException("expected axes of extent 1, found axes " + Arrays.toString(gone) + " of "
          + Arrays.toString(dims) + "; export the model again");
    }
    return IntStream.range(0, dims.length).filter(a -> Arrays.stream(gone).noneMatch(g -> g == a)).map(a -> dims[a]).toArray();
  }

  /** A piece of a vector; its bounds are attributes before operator set 10 and inputs from then on. */
  private static OnnxTensor slice(OnnxModel.Node node, OnnxTensor x, List<OnnxTensor> in) {
    int[] start = bound(node, in, 1, "starts");
    int[] end = bound(node, in, 2, "ends");
    int[] axes = bound(node, in, 3, "axes");
    int[] steps = bound(node, in, 4, "");
    boolean vector = x.dims().length == 1 && start != null && start.length == 1 && end != null && end.length == 1
        && (axes == null || axes.length == 1 && (axes[0] == 0 || axes[0] == -1)) && (steps == null || steps.length == 1 && steps[0] > 0);
    if (!vector) {
      throw new Unsupported("expected a piece of a constant vector with a positive step, found shape " + Arrays.toString(x.dims())
          + ", starts " + Arrays.toString(start) + ", ends " + Arrays.toString(end) + ", steps " + Arrays.toString(steps));
    }
    int step = steps == null ? 1 : steps[0];
    int size = x.values().length;
    double[] v = IntStream.range(clamped(start[0], size), clamped(end[0], size)).filter(i -> (i - clamped(start[0], size)) % step == 0)
        .mapToDouble(i -> x.values()[i]).toArray();
    return new OnnxTensor(node.label(), new int[] {v.length}, v, x.whole());
  }

  private static int[] bound(OnnxModel.Node node, List<OnnxTensor> in, int i, String attribute) {
    return in.size() > i && in.get(i) != null ? in.get(i).integers() : node.integers(attribute);
  }

  private static OnnxTensor reshaped(OnnxModel.Node node, OnnxTensor x, int[] to) {
    return x.reshaped(resolved(to, x.dims(), x.values().length, node.integer("allowzero", 0) != 0));
  }

  /**
   * The shape that a Reshape asks for: 0 stands for the extent of the same axis before, −1 once for whatever is left.
   *
   * @param zeros whether 0 means an empty axis instead, which is refused
   */
  static int[] resolved(int[] to, int[] from, int size, boolean zeros) {
    int[] dims = to.clone();
    int known = 1;
    int free = -1;
    boolean sound = true;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == 0 && !zeros && i < from.length ? from[i] : dims[i];
      sound &= dims[i] > 0 || dims[i] == -1 && free < 0;
      free = dims[i] == -1 ? i : free;
      known = dims[i] == -1 ? known : Math.multiplyExact(known, dims[i]);
    }
    if (sound && free >= 0 && size % known == 0) {
      dims[free] = size / known;
      known = size;
    }
    if (!sound || known != size) {
      throw new Unsupported("expected a shape of " + size + " elements, found " + Arrays.toString(to) + (zeros
          ? " where 0 means empty" : ""));
    }
    return dims;
  }

  private static OnnxTensor transposed(OnnxModel.Node node, OnnxTensor x) {
    int rank = x.dims().length;
    int[] perm = node.integers("perm") != null ? node.integers("perm") : IntStream.range(0, rank).map(a -> rank - 1 - a).toArray();
    return transposed(x, perm);
  }

  /** Axis i of the result is axis {@code perm[i]} of x. */
  static OnnxTensor transposed(OnnxTensor x, int... perm) {
    int rank = x.dims().length;
    if (perm.length != rank || !Arrays.equals(sorted(perm, rank), IntStream.range(0, rank).toArray())) {
      throw new IllegalArgumentException("expected a permutation of " + rank + " axes, found " + Arrays.toString(perm)
          + "; export the model again");
    }
    int[] dims = Arrays.stream(perm).map(a -> x.dims()[a]).toArray();
    int[] strides = new int[rank];
    for (int a = 0; a < rank; a++) {
      strides[a] = Graph.size(Arrays.copyOfRange(x.dims(), perm[a] + 1, rank));
    }
    double[] v = new double[x.values().length];
    for (int i = 0; i < v.length; i++) {
      int from = 0;
      for (int a = rank - 1, rest = i; a >= 0; rest /= dims[a--]) {
        from += rest % dims[a] * strides[a];
      }
      v[i] = x.values()[from];
    }
    return new OnnxTensor(x.name(), dims, v, x.whole());
  }

  private static OnnxTensor arithmetic(OnnxModel.Node node, OnnxTensor a, OnnxTensor b) {
    int[] dims = Broadcast.shape(a.dims(), b.dims());
    int[] ia = Broadcast.index(a.dims(), dims);
    int[] ib = Broadcast.index(b.dims(), dims);
    double[] v = new double[ia.length];
    for (int i = 0; i < v.length; i++) {
      double p = a.values()[ia[i]];
      double q = b.values()[ib[i]];
      v[i] = switch (node.type()) {
        case "Add" -> p + q;
        case "Sub" -> p - q;
        case "Mul" -> p * q;
        default -> a.whole() ? wholeQuotient(p, q) : p / q;
      };
    }
    return new OnnxTensor(node.label(), dims, v, a.whole());
  }

  private static double wholeQuotient(double p, double q) {
    if (q == 0) {
      throw new IllegalArgumentException("expected a divisor other than 0, found 0; export the model again");
    }
    return (double) ((long) p / (long) q);
  }
}
