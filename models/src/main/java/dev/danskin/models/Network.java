package dev.danskin.models;

import dev.danskin.api.Backend;
import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Parameters;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A classifier: an operator graph run by a backend in tiles. Any number of points is packed into tiles, the largest full
 * ones first, and the last tile is padded; a row's bits do not depend on the packing. Where operators mix instances, as
 * batch normalization does in {@link #training()}, a batch is one program of exactly its rows. Immutable and thread-safe;
 * every call runs on the calling thread.
 */
public final class Network implements Model, AutoCloseable {
  private final Graph graph;
  private final Domain domain;
  private final Programs programs;
  /** Those of the graph in training; null where that is the same graph. */
  private final Programs training;

  private Network(Graph graph, Domain domain, Programs programs, Programs training) {
    this.graph = graph;
    this.domain = domain;
    this.programs = programs;
    this.training = training;
  }

  /**
   * A network on a backend; its programs are compiled when they are first needed.
   *
   * @param domain the valid inputs, in the units of the data
   * @throws IllegalArgumentException if the domain's features are not the graph's input or the output is not a vector
   */
  public static Network of(Graph graph, GraphBackend backend, Domain domain) {
    if (domain.features() != graph.size(0)) {
      throw new IllegalArgumentException("expected a domain of shape " + Arrays.toString(graph.inputShape()) + ", found "
          + Arrays.toString(domain.shape()));
    }
    Graph trained = graph.training();
    return new Network(graph, domain, new Programs(graph, backend), trained == graph ? null : new Programs(trained, backend));
  }

  /** The operator graph with the present θ. */
  public Graph graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public Optional<Backend> backend() {
    return Optional.of(programs.backend());
  }

  @Override
  public int classes() {
    return graph.size(graph.output());
  }

  @Override
  public Parameters parameters() {
    return graph.parameters();
  }

  @Override
  public Model at(Tensor theta) {
    return new Network(graph.with(Memory.heap().copy(theta)), domain, programs, training);
  }

  /** Shares this network's θ; its batches are not cut into tiles. */
  @Override
  public Model training() {
    return training == null ? this : new Network(graph.training(), domain, training, null);
  }

  /** @throws IllegalArgumentException unless a row of x has as many elements as the graph's input */
  @Override
  public Tensor logits(Tensor x) {
    Tensor in = input(x);
    Tensor out = output(in);
    for (int[] tile : programs.packing(x.rows())) {
      Program p = programs.take(tile[0], graph.parameters().theta());
      p.forward(in, tile[1], tile[2]);
      p.output(out, tile[1], tile[2]);
      programs.giveBack(p);
    }
    return out;
  }

  /** In the precision of the backend. A row of another length would be read into the next. */
  private Tensor input(Tensor x) {
    if (x.rowSize() != graph.size(0)) {
      throw new IllegalArgumentException("expected inputs of shape " + Arrays.toString(graph.inputShape()) + ", found " + x.shape()
          + "; give one row to each instance");
    }
    return x.cast(programs.backend().type());
  }

  private Tensor output(Tensor x) {
    return x.memory().allocate(x.type(), Shape.of(x.rows(), classes()));
  }

  /** @throws IllegalArgumentException unless a row of x has as many elements as the graph's input */
  @Override
  public Linearized linearize(Tensor x) {
    return new Tiled(input(x));
  }

  /** Releases the memory of programs that are not in use. */
  @Override
  public void close() {
    programs.close();
    if (training != null) {
      training.close();
    }
  }

  /** One program per tile, held until closed, so that every pullback finds its forward pass. */
  private final class Tiled implements Linearized {
    private final Tensor x;
    private final Tensor logits;
    private final List<int[]> tiles;
    private final List<Program> held = new ArrayList<>();

    Tiled(Tensor x) {
      this.x = x;
      logits = output(x);
      tiles = programs.packing(x.rows());
      for (int[] tile : tiles) {
        Program p = programs.take(tile[0], graph.parameters().theta());
        held.add(p);
        p.forward(x, tile[1], tile[2]);
        p.output(logits, tile[1], tile[2]);
      }
    }

    @Override
    public Tensor logits() {
      return logits;
    }

    @Override
    public Tensor pullback(Tensor cotangent) {
      Tensor out = x.like();
      for (int i = 0; i < held.size(); i++) {
        held.get(i).pullback(cotangent, tiles.get(i)[1], tiles.get(i)[2], out);
      }
      return out;
    }

    @Override
    public Tensor parameterPullback(Tensor cotangent) {
      Tensor sum = Memory.heap().zeros(x.type(), Shape.of(1, graph.parameters().size()));
      for (int i = 0; i < held.size(); i++) {
        held.get(i).parameterPullback(cotangent, tiles.get(i)[1], tiles.get(i)[2], sum);
      }
      return sum;
    }

    @Override
    public Tensor statistics() {
      if (!graph.mixesInstances()) {
        return null;
      }
      Tensor out = Memory.heap().zeros(x.type(), Shape.of(1, graph.parameters().size()));
      held.forEach(p -> p.statistics(out));
      return out;
    }

    @Override
    public void close() {
      held.forEach(programs::giveBack);
      held.clear();
    }
  }
}
