package dev.danskin.backends.nd4j;

import dev.danskin.api.Parameters;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.loops.float32.FloatLoops;
import dev.danskin.models.loops.float32.Loops;
import java.util.Arrays;
import java.util.List;

/** Any operator by its plain loops: values are copied to the heap, channels first, and the result back. */
final class LoopStep implements Step {
  private final Graph graph;
  private final Node node;
  private final Loops loops;
  private final List<Accumulator> in;
  private final Slot out;
  private final int tile;
  private final int[] offsets;
  private final float[][] parameters;
  private final float[][] inputs;
  private final float[][] cotangents;
  private final float[] y;
  private final float[] yCotangent;

  LoopStep(Graph graph, Node node, List<Accumulator> in, Slot out, int tile) {
    this.graph = graph;
    this.node = node;
    this.in = in;
    this.out = out;
    this.tile = tile;
    loops = FloatLoops.of(graph, node);
    List<Parameters.Block> blocks = node.parameters().stream().map(p -> graph.parameters().blocks().get(p)).toList();
    offsets = blocks.stream().mapToInt(Parameters.Block::offset).toArray();
    parameters = blocks.stream().map(b -> new float[b.size()]).toArray(float[][]::new);
    inputs = in.stream().map(a -> new float[tile * a.slot().size()]).toArray(float[][]::new);
    cotangents = in.stream().map(a -> new float[tile * a.slot().size()]).toArray(float[][]::new);
    y = new float[tile * out.size()];
    yCotangent = new float[tile * out.size()];
  }

  @Override
  public void parameters(float[] theta) {
    for (int b = 0; b < offsets.length; b++) {
      System.arraycopy(theta, offsets[b], parameters[b], 0, parameters[b].length);
    }
  }

  @Override
  public void forward() {
    for (int i = 0; i < inputs.length; i++) {
      in.get(i).slot().unload(in.get(i).slot().values(), inputs[i], 0, tile);
    }
    loops.forward(tile, inputs, parameters, y);
    out.load(out.values(), y, 0, tile);
  }

  @Override
  public ParameterGradient parameterGradient() {
    if (node.operator().mixesInstances()) {
      return new Whole();
    }
    return offsets.length == 0 ? null
        : new LoopGradient(graph, node, in.stream().map(Accumulator::slot).toList(), out);
  }

  /** The gradient of an operator that mixes instances: from the whole tile at once, with the loops that saw it. */
  private final class Whole implements ParameterGradient {
    private final float[][] gradients = Arrays.stream(parameters).map(p -> new float[p.length]).toArray(float[][]::new);

    @Override
    public void add(int first, int rows, float[] sum) {
      if (first > 0) {
        return;
      }
      out.unload(out.cotangents(), yCotangent, 0, tile);
      for (float[] g : gradients) {
        Arrays.fill(g, 0);
      }
      loops.parameterPullback(tile, inputs, parameters, y, yCotangent, gradients);
      for (int b = 0; b < offsets.length; b++) {
        for (int i = 0; i < gradients[b].length; i++) {
          sum[offsets[b] + i] += gradients[b][i];
        }
      }
    }
  }

  @Override
  public void statistics(float[] to) {
    float[][] found = loops.statistics();
    for (int b = 0; found != null && b < found.length; b++) {
      if (found[b] != null) {
        System.arraycopy(found[b], 0, to, offsets[b], found[b].length);
      }
    }
  }

  @Override
  public void backward() {
    out.unload(out.cotangents(), yCotangent, 0, tile);
    for (float[] c : cotangents) {
      Arrays.fill(c, 0);
    }
    loops.pullback(tile, inputs, parameters, y, yCotangent, cotangents);
    for (int i = 0; i < inputs.length; i++) {
      Accumulator a = in.get(i);
      a.slot().load(a.buffer(), cotangents[i], 0, tile);
      a.done();
    }
  }
}
