package dev.danskin.backends.nd4j;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import java.util.ArrayList;
import java.util.List;

/** A graph as a list of steps on preallocated native memory. */
final class Nd4jProgram implements Program {
  private final int tile;
  private final List<Step> steps;
  private final Compiler compiled;
  private final Slot input;
  private final Slot output;
  private final float[] zeros;
  private final List<ParameterGradient> gradients = new ArrayList<>();
  private float[] theta;
  private int loaded;
  private boolean closed;

  Nd4jProgram(Graph graph, int tile) {
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
    gradients.forEach(g -> g.parameters(flat));
    this.theta = flat;
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
    evaluate();
  }

  private void evaluate() {
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
    carry(cotangent, first, count, steps);
    input.unload(input.cotangents(), own(out), first * input.size(), count);
  }

  @Override
  public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
    NativeLibrary.oneThread();
    if (gradients.isEmpty()) {
      prepare();
    }
    carry(cotangent, first, count, compiled.carrying());
    float[] sum = own(out);
    for (int row = 0; row < count; row += ParameterGradient.GROUP) {
      int rows = Math.min(ParameterGradient.GROUP, count - row);
      for (int i = 0; i < gradients.size(); i++) {
        gradients.get(i).add(row, rows, sum);
      }
    }
  }

  @Override
  public void statistics(Tensor out) {
    float[] to = own(out);
    steps.forEach(s -> s.statistics(to));
  }

  /** What only training needs is made when it is first asked for; steps in place then see their inputs once more. */
  private void prepare() {
    try {
      for (Step s : steps) {
        ParameterGradient g = s.parameterGradient();
        if (g != null) {
          gradients.add(g);
          g.parameters(theta);
        }
      }
    } catch (RuntimeException | Error e) {
      gradients.forEach(ParameterGradient::close);
      gradients.clear();
      throw e;
    }
    evaluate();
  }

  private void carry(Tensor cotangent, int first, int count, List<Step> through) {
    output.load(output.cotangents(), own(cotangent), first * output.size(), count);
    for (int r = count; r < tile; r++) {
      output.cotangents().put(r * output.size(), zeros, 0, output.size());
    }
    NativeLibrary.oneThread();
    for (int i = through.size() - 1; i >= 0; i--) {
      through.get(i).backward();
    }
  }

  @Override
  public long bytes() {
    return compiled.bytes() + gradients.stream().mapToLong(ParameterGradient::bytes).sum();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      gradients.forEach(ParameterGradient::close);
      compiled.close();
    }
  }
}
