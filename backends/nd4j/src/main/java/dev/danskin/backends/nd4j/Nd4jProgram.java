package dev.danskin.backends.nd4j;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import java.util.Arrays;
import java.util.List;

/** A graph as a list of steps on preallocated native memory. */
final class Nd4jProgram implements Program {
  private final Graph graph;
  private final int tile;
  private final List<Step> steps;
  private final Compiler compiled;
  private final Slot input;
  private final Slot output;
  private final boolean[] broken;
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
    broken = new boolean[tile];
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
    for (int r = 0; r < count; r++) {
      broken[r] = !finite(from, (first + r) * input.size(), input.size());
    }
    NativeLibrary.oneThread();
    for (Step s : steps) {
      s.forward();
    }
  }

  /** Native pooling drops NaN; a row that came in broken must go out broken. */
  private static boolean finite(float[] x, int from, int n) {
    float zero = 0;
    for (int i = from; i < from + n; i++) {
      zero += x[i] * 0;
    }
    return zero == 0;
  }

  @Override
  public void output(Tensor out, int first, int count) {
    float[] to = own(out);
    output.unload(output.values(), to, first * output.size(), count);
    breakRows(to, first, count, output.size());
  }

  private void breakRows(float[] to, int first, int count, int size) {
    for (int r = 0; r < count; r++) {
      if (broken[r]) {
        Arrays.fill(to, (first + r) * size, (first + r + 1) * size, Float.NaN);
      }
    }
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
    float[] to = own(out);
    input.unload(input.cotangents(), to, first * input.size(), count);
    breakRows(to, first, count, input.size());
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
