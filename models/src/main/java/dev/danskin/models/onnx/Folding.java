package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Unsupported;
import dev.danskin.models.ops.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes nodes whose inputs are constants: mostly shapes on their way to a Reshape. */
final class Folding {
  private Folding() {}

  static OnnxTensor constant(OnnxModel.Node node) {
    OnnxModel.Attribute tensor = node.attributes().get("value");
    if (tensor != null && tensor.tensor() != null) {
      OnnxTensor t = tensor.tensor();
      return new OnnxTensor(node.outputs().get(0), t.dims(), t.values(), t.whole());
    }
    for (String key : List.of("value_float", "value_int")) {
      OnnxModel.Attribute a = node.attributes().get(key);
      if (a != null) {
        double v = a.number() != null ? a.number() : a.integer();
        return new OnnxTensor(node.label(), new int[0], new double[] {v}, a.integer() != null);
      }
    }
    OnnxModel.Attribute ints = node.attributes().get("value_ints");
    if (ints != null) {
      return OnnxTensor.vector(node.label(), ints.integers().stream().mapToLong(Long::longValue).toArray());
    }
    throw new Unsupported("node '" + node.label() + "' (Constant): expected numbers, found something else");
  }

  static OnnxTensor fold(OnnxModel.Node node, List<OnnxTensor> in) {
    OnnxTensor x = in.get(0);
    return switch (node.type()) {
      case "Identity", "Dropout" -> x;
      case "Cast" -> x;
      case "Shape" -> OnnxTensor.vector(node.label(), Arrays.stream(x.dims()).asLongStream().toArray());
      case "Gather" -> gather(node, x, in.get(1));
      case "Concat" -> concat(node, in);
      case "Unsqueeze" -> unsqueezed(node, x, in);
      case "Squeeze" -> x.reshaped(Arrays.stream(x.dims()).filter(d -> d != 1).toArray());
      case "Reshape" -> reshaped(x, in.size() > 1 ? in.get(1).integers() : node.integers("shape"));
      case "Transpose" -> transposed(node, x);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, x, in.get(1));
      default -> throw new Unsupported("node '" + node.label() + "' (" + node.type() + "): is not computed from constants; "
          + "simplify the model (onnx-simplifier)");
    };
  }

  private static OnnxTensor gather(OnnxModel.Node node, OnnxTensor x, OnnxTensor index) {
    if (x.dims().length != 1 || node.integer("axis", 0) != 0) {
      throw new Unsupported("node '" + node.label() + "' (Gather): expected a vector, found a constant of shape " + Arrays.toString(x.dims()));
    }
    int[] at = index.integers();
    double[] v = new double[at.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = x.values()[at[i] < 0 ? at[i] + x.values().length : at[i]];
    }
    return new OnnxTensor(node.label(), index.dims(), v, x.whole());
  }

  private static OnnxTensor concat(OnnxModel.Node node, List<OnnxTensor> in) {
    List<Double> all = new ArrayList<>();
    for (OnnxTensor t : in) {
      if (t.dims().length != 1) {
        throw new Unsupported("node '" + node.label() + "' (Concat): expected constant vectors, found shape " + Arrays.toString(t.dims()));
      }
      Arrays.stream(t.values()).forEach(all::add);
    }
    double[] v = all.stream().mapToDouble(Double::doubleValue).toArray();
    return new OnnxTensor(node.label(), new int[] {v.length}, v, in.get(0).whole());
  }

  private static OnnxTensor unsqueezed(OnnxModel.Node node, OnnxTensor x, List<OnnxTensor> in) {
    int[] axes = node.integers("axes") != null ? node.integers("axes") : in.get(1).integers();
    List<Integer> dims = new ArrayList<>(Arrays.stream(x.dims()).boxed().toList());
    int rank = dims.size() + axes.length;
    Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).sorted().forEach(a -> dims.add(Math.min(a, dims.size()), 1));
    return x.reshaped(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  private static OnnxTensor reshaped(OnnxTensor x, int[] to) {
    int[] dims = to.clone();
    int known = 1;
    int free = -1;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == 0 ? x.dims()[i] : dims[i];
      free = dims[i] == -1 ? i : free;
      known *= dims[i] == -1 ? 1 : dims[i];
    }
    if (free >= 0 && known > 0) {
      dims[free] = x.values().length / known;
    }
    if (Graph.size(dims) != x.values().length) {
      throw new IllegalArgumentException("expected a shape of " + x.values().length + " elements, found " + Arrays.toString(to));
    }
    return x.reshaped(dims);
  }

  static OnnxTensor transposed(OnnxTensor x) {
    int rows = x.dims()[0];
    int columns = x.dims()[1];
    double[] v = new double[x.values().length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        v[c * rows + r] = x.values()[r * columns + c];
      }
    }
    return new OnnxTensor(x.name(), new int[] {columns, rows}, v, x.whole());
  }

  private static OnnxTensor transposed(OnnxModel.Node node, OnnxTensor x) {
    int[] perm = node.integers("perm");
    boolean plain = perm == null || Arrays.equals(perm, new int[] {1, 0});
    if (x.dims().length != 2 || !plain) {
      throw new Unsupported("node '" + node.label() + "' (Transpose): expected a constant matrix, found shape " + Arrays.toString(x.dims()));
    }
    return transposed(x);
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
        default -> a.whole() ? Math.floor(p / q) : p / q;
      };
    }
    return new OnnxTensor(node.label(), dims, v, a.whole());
  }
}
