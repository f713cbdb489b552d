package dev.danskin.models;

import dev.danskin.api.Draws;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.List;

/** Untrained networks. Weights are uniform in ±√(6/fan-in) (He et al. 2015), biases zero. */
public final class Architectures {
  private Architectures() {}

  /**
   * Two convolutions of {@code filters} and 2·{@code filters} 4×4 windows at stride 2, a hidden layer, the classes;
   * with 16 filters and 100 hidden units the small network of Wong, Kolter 2018. It maps [C, H, W] to [classes].
   *
   * @param input [C, H, W], H and W ≥ 4
   * @param hidden units of the hidden layer
   * @param draws the weights' random numbers
   */
  public static Graph smallCnn(int[] input, int filters, int hidden, int classes, Draws draws) {
    Builder b = new Builder(Graph.of(input), draws);
    int v = b.conv("conv1", 0, filters);
    v = b.conv("conv2", v, 2 * filters);
    int flat = Graph.size(b.graph.shape(v));
    v = b.graph.add("flatten", new Reshape(List.of(flat)), v);
    v = b.graph.add("relu3", new Relu(), b.dense("fc1", v, hidden));
    return b.graph.build(b.dense("fc2", v, classes));
  }

  private record Builder(Graph.Builder graph, Draws draws) {
    int conv(String name, int from, int filters) {
      int[] x = graph.shape(from);
      int w = weights(name, new int[] {filters, x[0], 4, 4}, 16 * x[0]);
      int bias = graph.parameter(name + ".bias", new int[] {filters}, new float[filters]);
      int v = graph.add(name, new Conv(Window.of(4, 2, 1), 1), from, w, bias);
      return graph.add(name + ".relu", new Relu(), v);
    }

    int dense(String name, int from, int out) {
      int in = Graph.size(graph.shape(from));
      int w = weights(name, new int[] {in, out}, in);
      int bias = graph.parameter(name + ".bias", new int[] {out}, new float[out]);
      return graph.add(name, new Dense(), from, w, bias);
    }

    private int weights(String name, int[] shape, int fanIn) {
      Tensor u = Memory.heap().allocate(DType.FLOAT32, Shape.of(1, Graph.size(shape)));
      float[] w = draws.at(name).uniform(new long[] {0}, 0, u).toFloats();
      float bound = (float) Math.sqrt(6.0 / fanIn);
      for (int i = 0; i < w.length; i++) {
        w[i] = bound * (2 * w[i] - 1);
      }
      return graph.parameter(name + ".weight", shape, w);
    }
  }
}
