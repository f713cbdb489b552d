package dev.danskin.models;

import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.Arrays;

/**
 * The check behind decision 5: whether a row's outputs and input cotangents have the same bits in every tile size,
 * position and company. Native libraries choose their kernels by size, so this is tried, not assumed.
 */
final class RowBits {
  private RowBits() {}

  /** The sizes of {@code tiles}, ascending, whose rows agree with those of the smallest. */
  static int[] agreeing(Graph graph, GraphBackend backend, int[] tiles) {
    int n = tiles[tiles.length - 1];
    Tensor x = random(backend.type(), graph.size(0), n, "x");
    Tensor cotangent = random(backend.type(), graph.size(graph.output()), n, "cotangent");
    double[][] smallest = rows(graph, backend, tiles[0], x, cotangent, 0);
    int[] agreeing = Arrays.stream(tiles).filter(tile -> {
      double[][] straight = rows(graph, backend, tile, x, cotangent, 0);
      double[][] shifted = rows(graph, backend, tile, x, cotangent, tile / 2 + 3);
      return Arrays.deepEquals(smallest, straight) && Arrays.deepEquals(smallest, shifted);
    }).toArray();
    if (agreeing.length == 0) {
      throw new IllegalStateException("backend " + backend.name() + ": a row of this network has other bits in other "
          + "positions of a tile of " + tiles[0] + "; use the backend jvm and report this");
    }
    if (agreeing.length < tiles.length) {
      System.getLogger(RowBits.class.getPackageName()).log(System.Logger.Level.INFO, "backend " + backend.name() + ": of tiles of "
          + Arrays.toString(tiles) + " those of " + Arrays.toString(agreeing) + " give rows the same bits and are used");
    }
    return agreeing;
  }

  private static Tensor random(DType type, int size, int n, String what) {
    long[] ids = new long[n];
    Arrays.setAll(ids, i -> i);
    return Philox.of(0, "row-bits." + what).uniform(ids, 0, Memory.heap().allocate(type, Shape.of(n, size)));
  }

  /** Outputs and input cotangents of the first rows, evaluated in one tile whose rows are rotated by {@code shift}. */
  private static double[][] rows(Graph graph, GraphBackend backend, int tile, Tensor x, Tensor cotangent, int shift) {
    int watched = 8;
    int[] order = new int[tile];
    Arrays.setAll(order, i -> (i + tile - shift % tile) % tile);
    Tensor in = x.rows(order);
    Tensor back = cotangent.rows(order);
    Tensor out = back.like();
    Tensor gradient = in.like();
    try (Program p = backend.compile(graph, tile)) {
      p.forward(in, 0, tile);
      p.output(out, 0, tile);
      p.pullback(back, 0, tile, gradient);
    }
    double[][] rows = new double[2 * watched][];
    for (int i = 0; i < tile; i++) {
      if (order[i] < watched) {
        rows[2 * order[i]] = new double[out.rowSize()];
        rows[2 * order[i] + 1] = new double[gradient.rowSize()];
        out.read(i, rows[2 * order[i]]);
        gradient.read(i, rows[2 * order[i] + 1]);
      }
    }
    return rows;
  }
}
