package dev.danskin.models.loops.float32;

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
import dev.danskin.models.ops.TrainingBatchNormalization;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;

/** Finds the loops of a node. The loops hold scratch memory: they belong to one program and one thread. */
public final class FloatLoops {
  private FloatLoops() {}

  /**
   * The loops of a node.
   *
   * @throws Unsupported if the operator has no loops
   */
  public static Loops of(Graph graph, Node node) {
    Operator op = node.operator();
    int[] x = graph.shape(node.inputs().get(0));
    int[] y = graph.shape(node.output());
    Loops loops = linear(graph, node, op, x, y);
    loops = loops == null ? pointwise(graph, node, op, x, y) : loops;
    loops = loops == null ? moving(graph, node, op, x, y) : loops;
    if (loops == null) {
      throw new Unsupported("node '" + node.name() + "': operator " + op.type() + " has no loops; use one that is listed in docs/operators.md");
    }
    return loops;
  }

  private static Loops linear(Graph graph, Node node, Operator op, int[] x, int[] y) {
    if (op instanceof Dense) {
      int in = x[x.length - 1];
      return new DenseLoops(Graph.size(x) / in, in, y[y.length - 1]);
    }
    if (op instanceof LeftDense) {
      int m = x[x.length - 1];
      int in = x[x.length - 2];
      return new LeftDenseLoops(Graph.size(x) / (in * m), y[y.length - 2], in, m);
    }
    if (op instanceof MatMul) {
      int j = x[x.length - 1];
      int i = x[x.length - 2];
      return new MatMulLoops(Graph.size(x) / (i * j), i, j, y[y.length - 1]);
    }
    if (op instanceof Conv conv) {
      return new ConvLoops(conv.window(), conv.groups(), x, y);
    }
    if (op instanceof BatchNormalization bn) {
      return new BatchNormalizationLoops(x[0], Graph.size(x) / x[0], bn.epsilon());
    }
    if (op instanceof TrainingBatchNormalization bn) {
      return new TrainingBatchNormalizationLoops(x[0], Graph.size(x) / x[0], bn.epsilon());
    }
    return null;
  }

  private static Loops pointwise(Graph graph, Node node, Operator op, int[] x, int[] y) {
    int size = Graph.size(y);
    if (op instanceof Relu) {
      return new PointwiseLoops.Relu(size);
    }
    if (op instanceof LeakyRelu leaky) {
      return new PointwiseLoops.LeakyRelu(size, (float) leaky.slope());
    }
    if (op instanceof Sigmoid) {
      return new PointwiseLoops.Sigmoid(size);
    }
    if (op instanceof Tanh) {
      return new PointwiseLoops.Tanh(size);
    }
    if (op instanceof Clip clip) {
      return new PointwiseLoops.Clip(size, (float) clip.low(), (float) clip.high());
    }
    if (op instanceof Arithmetic a) {
      return new ArithmeticLoops(a.kind(), x, graph.shape(node.inputs().get(1)), y, ArithmeticLoops.Constant.NONE);
    }
    if (op instanceof ConstantArithmetic c) {
      int[] p = graph.parameterShape(node.parameters().get(0));
      return c.constantFirst() ? new ArithmeticLoops(c.kind(), p, x, y, ArithmeticLoops.Constant.FIRST)
          : new ArithmeticLoops(c.kind(), x, p, y, ArithmeticLoops.Constant.SECOND);
    }
    if (op instanceof Softmax s) {
      return new SoftmaxLoops(x, s.axis(), false);
    }
    return op instanceof LogSoftmax s ? new SoftmaxLoops(x, s.axis(), true) : op instanceof Reshape ? new CopyLoops(size) : null;
  }

  private static Loops moving(Graph graph, Node node, Operator op, int[] x, int[] y) {
    if (op instanceof MaxPool pool) {
      return new MaxPoolLoops(pool.window(), x, y);
    }
    if (op instanceof AveragePool pool) {
      return new AveragePoolLoops(pool.window(), pool.countPads(), x, y);
    }
    if (op instanceof GlobalAveragePool) {
      return new AveragePoolLoops(new Window(x[1], x[2], 1, 1, 0, 0, 0, 0, 1, 1, false), false, x, y);
    }
    if (op instanceof Transpose t) {
      return GatherLoops.transpose(x, y, t.axes());
    }
    if (op instanceof Pad pad) {
      return GatherLoops.pad(x, y, pad.before(), (float) pad.value());
    }
    return op instanceof Concat c
        ? new ConcatLoops(node.inputs().stream().map(graph::shape).toList(), c.axis()) : null;
  }
}
