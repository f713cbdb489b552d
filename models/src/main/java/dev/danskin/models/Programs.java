package dev.danskin.models;

import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The compiled programs of one graph: as many per tile size as are in use at once, reused across threads. */
final class Programs implements AutoCloseable {
  /** A tile whose program would need more memory than this is not used. */
  private static final long MOST_BYTES = 2L << 30;

  private final Graph graph;
  private final GraphBackend backend;
  private final Map<Integer, Deque<Program>> free = new HashMap<>();
  private final Map<Program, Tensor> loaded = new IdentityHashMap<>();
  private final boolean mixes;
  private int[] tiles;

  Programs(Graph graph, GraphBackend backend) {
    this.graph = graph;
    this.backend = backend;
    mixes = graph.mixesInstances();
  }

  GraphBackend backend() {
    return backend;
  }

  /** How n rows are cut: {tile size, first row, rows} for each tile. */
  List<int[]> packing(int n) {
    if (mixes) {
      return whole(n);
    }
    List<int[]> cut = new ArrayList<>();
    int[] sizes = usable();
    // Rounded up to the smallest tile: 50 rows are one tile of 64, not four of 16, which would have as many pads.
    int padded = (n + sizes[0] - 1) / sizes[0] * sizes[0];
    int first = 0;
    for (int s = sizes.length - 1; s >= 0; s--) {
      for (; padded - first >= sizes[s] && first < n; first += sizes[s]) {
        cut.add(new int[] {sizes[s], first, Math.min(sizes[s], n - first)});
      }
    }
    return cut;
  }

  /** One program for all: the statistics of a batch are neither taken of parts of it nor of pads. */
  private List<int[]> whole(int n) {
    if (n % backend.multiple() != 0) {
      throw new IllegalArgumentException("backend " + backend.name() + ": expected a batch size that is a multiple of "
          + backend.multiple() + " for networks with batch normalization, found " + n
          + " examples in a piece of a batch; change batchSize or use the backend jvm");
    }
    return List.of(new int[] {n, 0, n});
  }

  /** The tile sizes in which a row has the same bits as in the smallest; found out on first use. */
  private synchronized int[] usable() {
    if (tiles == null) {
      int[] offered = backend.tiles();
      long perRow = 0;
      for (int v = 0; v < graph.values(); v++) {
        perRow += 2L * backend.type().bytes() * graph.size(v);
      }
      long row = perRow;
      int[] fitting = java.util.Arrays.stream(offered).filter(t -> t == offered[0] || t * row <= MOST_BYTES).toArray();
      tiles = backend.rowExact() ? fitting : RowBits.agreeing(graph, backend, fitting);
    }
    return tiles;
  }

  /** A program for the tile that holds θ; give it back after use. */
  Program take(int tile, Tensor theta) {
    Program program;
    Tensor holds;
    synchronized (this) {
      program = free.computeIfAbsent(tile, t -> new ArrayDeque<>()).poll();
      holds = program == null ? graph.parameters().theta() : loaded.get(program);
    }
    program = program == null ? backend.compile(graph, tile) : program;
    if (holds != theta) {
      program.parameters(theta);
    }
    synchronized (this) {
      loaded.put(program, theta);
    }
    return program;
  }

  synchronized void giveBack(Program program) {
    free.get(program.tile()).push(program);
  }

  @Override
  public synchronized void close() {
    for (Deque<Program> programs : free.values()) {
      for (Program p : programs) {
        loaded.remove(p);
        p.close();
      }
      programs.clear();
    }
  }
}
