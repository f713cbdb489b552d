package dev.danskin.backends.nd4j;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Broadcast;
import dev.danskin.models.ops.ConstantArithmetic;
import java.util.Arrays;
import java.util.List;

/**
 * An operator that is a_i x_i + b_i for each element of an instance: batch normalization, which sees its statistics as
 * constants, and arithmetic with a constant other than c / x.
 */
record Affine(Graph graph, Node node, Coefficients coefficients) {
  /** How a and b follow from θ. */
  interface Coefficients {
    /** Overwrites a and b, in the order of the shape, from θ. */
    void of(float[] theta, float[] a, float[] b);
  }

  /** The gradient of its parameters, from what x and the cotangent of y are. */
  ParameterGradient gradient(Slot x, Slot y) {
    return new LoopGradient(graph, node, List.of(x), y);
  }

  /** The coefficients of a node, or null if it is no such operator. */
  static Affine of(Graph graph, Node node) {
    int[] x = graph.shape(node.inputs().get(0));
    int[] offsets = node.parameters().stream().mapToInt(p -> graph.parameters().blocks().get(p).offset()).toArray();
    if (node.operator() instanceof BatchNormalization bn) {
      return new Affine(graph, node, (theta, a, b) -> normalization(bn.epsilon(), x[0], offsets, theta, a, b));
    }
    if (node.operator() instanceof ConstantArithmetic c && Arrays.equals(x, graph.shape(node.output()))
        && !(c.constantFirst() && c.kind() == Arithmetic.Kind.DIV)) {
      int[] index = Broadcast.index(graph.parameterShape(node.parameters().get(0)), x);
      return new Affine(graph, node, (theta, a, b) -> arithmetic(c, index, offsets[0], theta, a, b));
    }
    return null;
  }

  private static void normalization(double epsilon, int channels, int[] at, float[] theta, float[] a, float[] b) {
    int area = a.length / channels;
    for (int c = 0; c < channels; c++) {
      double slope = theta[at[0] + c] / Math.sqrt(theta[at[3] + c] + epsilon);
      Arrays.fill(a, c * area, (c + 1) * area, (float) slope);
      Arrays.fill(b, c * area, (c + 1) * area, (float) (theta[at[1] + c] - theta[at[2] + c] * slope));
    }
  }

  private static void arithmetic(ConstantArithmetic op, int[] index, int offset, float[] theta, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float c = theta[offset + index[i]];
      a[i] = op.constantFirst() && op.kind() == Arithmetic.Kind.SUB ? -1 : 1;
      b[i] = 0;
      switch (op.kind()) {
        case ADD -> b[i] = c;
        case SUB -> b[i] = op.constantFirst() ? c : -c;
        case MUL -> a[i] = c;
        case DIV -> a[i] = 1 / c;
        default -> throw new IllegalStateException("no coefficients for " + op);
      }
    }
  }
}
