package dev.danskin.backends.jvm;

import dev.danskin.api.Parameters;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.graph.Program;
import dev.danskin.models.loops.float32.FloatLoops;
import dev.danskin.models.loops.float32.Loops;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A graph as the plain loops of its operators over preallocated arrays. Only loaded rows are computed. */
final class FloatProgram implements Program {
  private final Graph graph;
  private final int tile;
  private final List<Node> nodes;
  private final Loops[] loops;
  private final float[][] values;
  private final float[][] cotangents;
  private final Map<Tensor, float[][]> shared;
  private float[][] blockCotangents;
  private final float[][][] inputs;
  private final float[][][] parameters;
  private int rows;

  /** @param shared the blocks of each θ that some program has loaded; they are never written again */
  FloatProgram(Graph graph, int tile, Map<Tensor, float[][]> shared) {
    this.graph = graph;
    this.tile = tile;
    this.shared = shared;
    nodes = graph.nodes();
    values = new float[graph.values()][];
    cotangents = new float[graph.values()][];
    values[0] = new float[tile * graph.size(0)];
    loops = new Loops[nodes.size()];
    inputs = new float[loops.length][][];
    parameters = new float[loops.length][][];
    for (int i = 0; i < loops.length; i++) {
      Node node = nodes.get(i);
      loops[i] = FloatLoops.of(graph, node);
      values[node.output()] = new float[tile * graph.size(node.output())];
      inputs[i] = pick(values, node.inputs());
    }
    parameters(graph.parameters().theta());
  }

  private static float[][] pick(float[][] from, List<Integer> index) {
    return index.stream().map(i -> from[i]).toArray(float[][]::new);
  }

  @Override
  public int tile() {
    return tile;
  }

  @Override
  public void parameters(Tensor theta) {
    float[][] blocks = shared.computeIfAbsent(theta, this::blocks);
    for (int i = 0; i < loops.length; i++) {
      parameters[i] = pick(blocks, nodes.get(i).parameters());
    }
  }

  private float[][] blocks(Tensor theta) {
    float[] flat = own(theta.cast(DType.FLOAT32));
    return graph.parameters().blocks().stream().map(b -> Arrays.copyOfRange(flat, b.offset(), b.offset() + b.size())).toArray(float[][]::new);
  }

  private static float[] own(Tensor t) {
    if (!(t instanceof FloatTensor f)) {
      throw new IllegalArgumentException("expected a " + DType.FLOAT32 + " tensor, found " + t + "; cast it");
    }
    return f.array();
  }

  @Override
  public void forward(Tensor x, int first, int count) {
    rows = count;
    System.arraycopy(own(x), first * graph.size(0), values[0], 0, count * graph.size(0));
    for (int i = 0; i < loops.length; i++) {
      loops[i].forward(count, inputs[i], parameters[i], values[nodes.get(i).output()]);
    }
  }

  @Override
  public void output(Tensor out, int first, int count) {
    int size = graph.size(graph.output());
    System.arraycopy(values[graph.output()], 0, own(out), first * size, count * size);
  }

  @Override
  public void pullback(Tensor cotangent, int first, int count, Tensor out) {
    backward(cotangent, first, count, true, null);
    System.arraycopy(cotangents[0], 0, own(out), first * graph.size(0), count * graph.size(0));
  }

  @Override
  public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
    if (blockCotangents == null) {
      blockCotangents = graph.parameters().blocks().stream().map(b -> new float[b.size()]).toArray(float[][]::new);
    }
    for (float[] b : blockCotangents) {
      Arrays.fill(b, 0);
    }
    backward(cotangent, first, count, false, blockCotangents);
    float[] sum = own(out);
    for (int b = 0; b < blockCotangents.length; b++) {
      int offset = graph.parameters().blocks().get(b).offset();
      for (int i = 0; i < blockCotangents[b].length; i++) {
        sum[offset + i] += blockCotangents[b][i];
      }
    }
  }

  @Override
  public void statistics(Tensor out) {
    float[] to = own(out);
    for (int i = 0; i < loops.length; i++) {
      float[][] found = loops[i].statistics();
      for (int j = 0; found != null && j < found.length; j++) {
        if (found[j] != null) {
          int offset = graph.parameters().blocks().get(nodes.get(i).parameters().get(j)).offset();
          System.arraycopy(found[j], 0, to, offset, found[j].length);
        }
      }
    }
  }

  private void backward(Tensor cotangent, int first, int count, boolean toInput, float[][] toBlocks) {
    if (count > rows) {
      throw new IllegalArgumentException("expected cotangents of at most the " + rows + " rows evaluated, found " + count);
    }
    for (int v = 0; v < values.length; v++) {
      if (values[v] != null) {
        cotangents[v] = cotangents[v] == null ? new float[values[v].length] : cotangents[v];
        Arrays.fill(cotangents[v], 0, count * graph.size(v), 0);
      }
    }
    int size = graph.size(graph.output());
    System.arraycopy(own(cotangent), first * size, cotangents[graph.output()], 0, count * size);
    for (int i = loops.length - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      float[] g = cotangents[node.output()];
      float[] y = values[node.output()];
      float[][] to = pick(cotangents, node.inputs());
      for (int j = 0; j < to.length; j++) {
        to[j] = toInput || node.inputs().get(j) != 0 ? to[j] : null;
      }
      loops[i].pullback(count, inputs[i], parameters[i], y, g, to);
      if (toBlocks != null && !node.parameters().isEmpty()) {
        loops[i].parameterPullback(count, inputs[i], parameters[i], y, g, pick(toBlocks, node.parameters()));
      }
    }
  }

  @Override
  public long bytes() {
    long elements = 0;
    for (float[] v : values) {
      elements += v == null ? 0 : 2L * v.length;
    }
    return (elements + graph.parameters().size()) * DType.FLOAT32.bytes();
  }

  @Override
  public void close() {
    // The garbage collector does it.
  }
}
