package dev.danskin.backends.nd4j;

import dev.danskin.api.Parameters;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Node;
import dev.danskin.models.loops.float32.FloatLoops;
import dev.danskin.models.loops.float32.Loops;
import java.util.Arrays;
import java.util.List;

/** Any operator's parameters by its plain loops: a group's values and cotangents are copied to the heap, channels first. */
final class LoopGradient implements ParameterGradient {
  private final Loops loops;
  private final List<Slot> in;
  private final Slot out;
  private final int[] offsets;
  private final float[][] parameters;
  private final float[][] gradients;
  private final float[][] inputs;
  private final float[] cotangent;

  /**
   * @param in where the node's inputs are read
   * @param out where the cotangent of its output is read
   */
  LoopGradient(Graph graph, Node node, List<Slot> in, Slot out) {
    this.in = in;
    this.out = out;
    loops = FloatLoops.of(graph, node);
    List<Parameters.Block> blocks = node.parameters().stream().map(p -> graph.parameters().blocks().get(p)).toList();
    offsets = blocks.stream().mapToInt(Parameters.Block::offset).toArray();
    parameters = blocks.stream().map(b -> new float[b.size()]).toArray(float[][]::new);
    gradients = blocks.stream().map(b -> new float[b.size()]).toArray(float[][]::new);
    inputs = in.stream().map(s -> new float[GROUP * s.size()]).toArray(float[][]::new);
    cotangent = new float[GROUP * out.size()];
  }

  @Override
  public void parameters(float[] theta) {
    for (int b = 0; b < offsets.length; b++) {
      System.arraycopy(theta, offsets[b], parameters[b], 0, parameters[b].length);
    }
  }

  @Override
  public void add(int first, int rows, float[] sum) {
    for (int i = 0; i < inputs.length; i++) {
      in.get(i).unload(in.get(i).values(), first, inputs[i], 0, rows);
    }
    out.unload(out.cotangents(), first, cotangent, 0, rows);
    for (float[] g : gradients) {
      Arrays.fill(g, 0);
    }
    // No operator with parameters reads its own result, which a relu in place may have overwritten.
    loops.parameterPullback(rows, inputs, parameters, null, cotangent, gradients);
    for (int b = 0; b < offsets.length; b++) {
      for (int i = 0; i < gradients[b].length; i++) {
        sum[offsets[b] + i] += gradients[b][i];
      }
    }
  }
}
