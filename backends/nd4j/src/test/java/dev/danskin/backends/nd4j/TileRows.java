package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.Random;

/** Outputs and input gradients of fixed rows of a network, asked of one tile; each row has its own input and cotangent. */
final class TileRows {
  private static final int ROWS = 300;
  private final Graph graph;
  private final GraphBackend backend;
  private final FloatTensor x;
  private final FloatTensor cotangent;

  TileRows(Graph graph, GraphBackend backend) {
    this.graph = graph;
    this.backend = backend;
    x = random(1, graph.size(0));
    cotangent = random(2, graph.size(graph.output()));
  }

  private static FloatTensor random(int seed, int size) {
    Random random = new Random(seed);
    float[] a = new float[ROWS * size];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextGaussian();
    }
    return FloatTensor.wrap(a, Shape.of(ROWS, size));
  }

  /** Each row's output, then its input gradient, for {@code count} rows from {@code first} in one tile. */
  float[][] ask(int tile, int first, int count) {
    FloatTensor out = FloatTensor.wrap(new float[ROWS * cotangent.rowSize()], cotangent.shape());
    FloatTensor g = FloatTensor.wrap(new float[ROWS * x.rowSize()], x.shape());
    try (Program p = backend.compile(graph, tile)) {
      p.forward(x, first, count);
      p.output(out, first, count);
      p.pullback(cotangent, first, count, g);
    }
    float[][] rows = new float[count][out.rowSize() + g.rowSize()];
    for (int r = 0; r < count; r++) {
      System.arraycopy(out.array(), (first + r) * out.rowSize(), rows[r], 0, out.rowSize());
      System.arraycopy(g.array(), (first + r) * g.rowSize(), rows[r], out.rowSize(), g.rowSize());
    }
    return rows;
  }

  /** Compares tiles of 16 and 64, at several places, full and padded, with the tile of 256. */
  void check() {
    float[][] all = ask(256, 0, 256);
    int[][] asked = {{16, 0, 16}, {16, 101, 16}, {16, 77, 3}, {64, 13, 64}, {64, 128, 33}, {256, 40, 200}};
    for (int[] a : asked) {
      float[][] rows = ask(a[0], a[1], a[2]);
      for (int r = 0; r < a[2]; r++) {
        assertThat(rows[r]).as("%s: row %d, place %d of a tile of %d", graph.nodes(), a[1] + r, r, a[0])
            .isEqualTo(all[a[1] + r]);
      }
    }
  }
}
