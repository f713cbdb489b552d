package dev.danskin.backends.nd4j;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import java.util.List;

/** A graph as a list of steps on preallocated native memory. */
final class Nd4jProgram implements Program {
  private final Graph graph;
  private final int tile;
  private final List<Step> steps;
  private final Compiler compiled;
  private final Slot input;
  private final Slot output;
  private final float[] zeros;
  private int loaded;
  private boolean closed;

  Nd4jProgram(Graph graph, int tile) {
    this.graph = graph;
    this.tile = tile;
    if (tile < 1 || tile % 16 != 0) {
      throw new IllegalArgumentException("expected a tile of a multiple of 16 rows, found " + tile);
    }
    compiled = new Compiler(graph, tile);
    steps = compiled.steps();
    input = compiled.input();
    output = compiled.output();
    zeros = new float[Math.max(input.size(), output.size())];
    parameters(graph.parameters().theta());
  }

  /** The steps in the order of the forward pass; for measurements. */
  List<Step> steps() {
    return steps;
  }

  @Override
  public int tile() {
    return tile;
  }

  private static float[] own(Tensor t) {
    if (!(t instanceof FloatTensor f)) {
      throw new IllegalArgumentException("expected a " + DType.FLOAT32 + " tensor, found " + t + "; cast it");
    }
    return f.array();
  }

  @Override
  public void parameters(Tensor theta) {
    float[] flat = own(theta.cast(DType.FLOAT32));
    steps.forEach(s -> s.parameters(flat));
  }

  @Override
  public void forward(Tensor x, int first, int count) {
    float[] from = own(x);
    input.load(input.values(), from, first * input.size(), count);
    for (int r = count; r < loaded; r++) {
      input.values().put(r * input.size(), zeros, 0, input.size());
    }
    loaded = count;
    NativeLibrary.oneThread();
    for (Step s : steps) {
      s.forward();
    }
  }

  @Override
  public void output(Tensor out, int first, int count) {
    output.unload(output.values(), own(out), first * output.size(), count);
  }

  @Override
  public void pullback(Tensor cotangent, int first, int count, Tensor out) {
    output.load(output.cotangents(), own(cotangent), first * output.size(), count);
    for (int r = count; r < tile; r++) {
      output.cotangents().put(r * output.size(), zeros, 0, output.size());
    }
    NativeLibrary.oneThread();
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).backward();
    }
    input.unload(input.cotangents(), own(out), first * input.size(), count);
  }

  @Override
  public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
    throw new IllegalArgumentException("the backend nd4j has no gradients of parameters; train on the backend jvm ("
        + graph.parameters().size() + " parameters)");
  }

  @Override
  public long bytes() {
    return compiled.bytes();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      compiled.close();
    }
  }
}
