package dev.danskin.testkit.defects;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Plain Java in tiles of 16 and 64, each of whose programs is spoilt. */
record SpoiltBackend(GraphBackend sound, UnaryOperator<Program> spoil) implements GraphBackend {
  SpoiltBackend(DType type, UnaryOperator<Program> spoil) {
    this(new JvmBackend(type), spoil);
  }

  @Override
  public DType type() {
    return sound.type();
  }

  @Override
  public String name() {
    return "spoilt";
  }

  @Override
  public String arithmetic() {
    return "spoilt";
  }

  @Override
  public int[] tiles() {
    return new int[] {16, 64};
  }

  @Override
  public boolean rowExact() {
    return true;
  }

  @Override
  public Program compile(Graph graph, int tile) {
    boolean tall = tile == 64 && !graph.mixesInstances();
    return spoil.apply(tall ? Tall.of(graph, sound, tile / 16) : sound.compile(graph, tile));
  }

  /** Programs of 16 rows one below the other, so that sums go in the order that is asked for. */
  private record Tall(List<Program> parts) implements Program {
    static Tall of(Graph graph, GraphBackend backend, int parts) {
      return new Tall(IntStream.range(0, parts).mapToObj(k -> backend.compile(graph, 16)).toList());
    }

    /** The part, its first row and its number of rows, as far as there are rows. */
    private void each(int first, int count, Part part) {
      for (int k = 0; 16 * k < count; k++) {
        part.run(parts.get(k), first + 16 * k, Math.min(16, count - 16 * k));
      }
    }

    @FunctionalInterface
    private interface Part {
      void run(Program p, int first, int count);
    }

    @Override
    public int tile() {
      return 16 * parts.size();
    }

    @Override
    public void parameters(Tensor theta) {
      parts.forEach(p -> p.parameters(theta));
    }

    @Override
    public void forward(Tensor x, int first, int count) {
      each(first, count, (p, from, n) -> p.forward(x, from, n));
    }

    @Override
    public void output(Tensor out, int first, int count) {
      each(first, count, (p, from, n) -> p.output(out, from, n));
    }

    @Override
    public void pullback(Tensor cotangent, int first, int count, Tensor out) {
      each(first, count, (p, from, n) -> p.pullback(cotangent, from, n, out));
    }

    @Override
    public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
      each(first, count, (p, from, n) -> p.parameterPullback(cotangent, from, n, out));
    }

    @Override
    public long bytes() {
      return parts.stream().mapToLong(Program::bytes).sum();
    }

    @Override
    public void close() {
      parts.forEach(Program::close);
    }
  }

  /** A program, open to what spoils it. */
  static class Spoilt implements Program {
    final Program p;

    Spoilt(Program p) {
      this.p = p;
    }

    @Override
    public int tile() {
      return p.tile();
    }

    @Override
    public void parameters(Tensor theta) {
      p.parameters(theta);
    }

    @Override
    public void forward(Tensor x, int first, int count) {
      p.forward(x, first, count);
    }

    @Override
    public void output(Tensor out, int first, int count) {
      p.output(out, first, count);
    }

    @Override
    public void pullback(Tensor cotangent, int first, int count, Tensor out) {
      p.pullback(cotangent, first, count, out);
    }

    @Override
    public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
      p.parameterPullback(cotangent, first, count, out);
    }

    @Override
    public void statistics(Tensor out) {
      p.statistics(out);
    }

    @Override
    public long bytes() {
      return p.bytes();
    }

    @Override
    public void close() {
      p.close();
    }
  }

  /** What replaces an element. */
  @FunctionalInterface
  interface Element {
    double at(int position, int index, double value);
  }

  /** Replaces the elements of the rows {@code first … first + count − 1}; positions count from 0. */
  static void replace(Tensor t, int first, int count, Element element) {
    double[] row = new double[t.rowSize()];
    for (int r = 0; r < count; r++) {
      t.read(first + r, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = element.at(r, i, row[i]);
      }
      t.write(first + r, row);
    }
  }

  /** Every program's outputs replaced, element by element. */
  static UnaryOperator<Program> outputs(Element element) {
    return program -> new Spoilt(program) {
      @Override
      public void output(Tensor out, int first, int count) {
        super.output(out, first, count);
        replace(out, first, count, element);
      }
    };
  }

  /** Every program's input pullbacks replaced, element by element. */
  static UnaryOperator<Program> pullbacks(Element element) {
    return program -> new Spoilt(program) {
      @Override
      public void pullback(Tensor cotangent, int first, int count, Tensor out) {
        super.pullback(cotangent, first, count, out);
        replace(out, first, count, element);
      }
    };
  }

  /** The parameter gradient of every tile times a factor, which may depend on the program. */
  static UnaryOperator<Program> parameterPullbacks(java.util.function.ToDoubleFunction<Program> factor) {
    return program -> new Spoilt(program) {
      @Override
      public void parameterPullback(Tensor cotangent, int first, int count, Tensor out) {
        super.parameterPullback(cotangent.scale(factor.applyAsDouble(p)), first, count, out);
      }
    };
  }
}
