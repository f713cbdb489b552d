package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A row of a product, and of the network of Madry et al., has the same bits in every tile, at every place, on every thread. */
@Tag("arithmetic")
class ProductTest {
  private final Nd4jBackend backend = new Nd4jBackend();

  private static float[] random(int seed, int n) {
    Random random = new Random(seed);
    float[] a = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] = (float) random.nextGaussian();
    }
    return a;
  }

  private static float[] product(float[] x, int rows, int in, int out) {
    INDArray a = Nd4j.create(DataType.FLOAT, rows, in);
    INDArray m = Nd4j.create(DataType.FLOAT, in, out);
    INDArray t = Nd4j.create(DataType.FLOAT, out, in);
    INDArray y = Nd4j.create(DataType.FLOAT, rows, out);
    float[] w = random(5, in * out);
    Slot.buffer(a).put(x, 0, rows * in);
    Slot.buffer(m).put(w);
    for (int i = 0; i < w.length; i++) {
      Slot.buffer(t).put(i % out * in + i / out, w[i]);
    }
    float[] result = new float[rows * out];
    try (Product p = new Product(a, m, t, y)) {
      p.run();
      Slot.buffer(y).get(result);
    }
    for (INDArray each : new INDArray[] {a, m, t, y}) {
      each.close();
    }
    return result;
  }

  @Test
  void numerics_product01_rowsHaveTheSameBitsInEveryNumberOfRows() {
    int[][] shapes = {{3136, 1024}, {1024, 3136}, {784, 256}, {50, 33}, {7, 3}, {1001, 513}, {3072, 100}};
    for (int[] s : shapes) {
      float[] x = random(1, 256 * s[0]);
      float[] all = product(x, 256, s[0], s[1]);
      for (int rows : new int[] {16, 48, 64, 80}) {
        assertThat(product(x, rows, s[0], s[1])).as("%d rows of %s", rows, Arrays.toString(s))
            .isEqualTo(Arrays.copyOf(all, rows * s[1]));
      }
    }
  }

  /** Logits and input gradients of the rows {@code first …} of x, one after the other. */
  private float[] answer(Graph graph, int tile, FloatTensor x, int first) {
    FloatTensor c = FloatTensor.wrap(random(2, x.rows() * 10), Shape.of(x.rows(), 10));
    FloatTensor out = FloatTensor.wrap(new float[x.rows() * 10], Shape.of(x.rows(), 10));
    FloatTensor g = FloatTensor.wrap(new float[x.rows() * x.rowSize()], x.shape());
    try (Program p = backend.compile(graph, tile)) {
      p.forward(x, first, tile);
      p.output(out, first, tile);
      p.pullback(c, first, tile, g);
    }
    float[] both = new float[tile * (10 + x.rowSize())];
    System.arraycopy(out.array(), first * 10, both, 0, tile * 10);
    System.arraycopy(g.array(), first * x.rowSize(), both, tile * 10, tile * x.rowSize());
    return both;
  }

  private static float[] row(float[] both, int tile, int row) {
    float[] r = Arrays.copyOfRange(both, row * 10, row * 10 + 794);
    System.arraycopy(both, tile * 10 + row * 784, r, 10, 784);
    return r;
  }

  @Test
  void numerics_product02_theNetworkOfMadryHasTheSameRowsInEveryTileAndThread() throws Exception {
    Graph graph = MadryTiming.network();
    FloatTensor x = FloatTensor.wrap(random(3, 300 * 784), Shape.of(300, 1, 28, 28));
    float[] large = answer(graph, 256, x, 0);
    for (int first : new int[] {0, 13, 101}) {
      for (int tile : new int[] {16, 64}) {
        float[] small = answer(graph, tile, x, first);
        // Cotangents belong to rows of x, so a row of x has one answer wherever it lies.
        for (int r = 0; r < tile; r++) {
          assertThat(row(small, tile, r)).as("row %d in a tile of %d", first + r, tile).isEqualTo(row(large, 256, first + r));
        }
      }
    }
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<float[]> task = () -> answer(graph, 16, x, 0);
      for (Future<float[]> f : pool.invokeAll(java.util.Collections.nCopies(6, task))) {
        assertThat(row(f.get(), 16, 5)).isEqualTo(row(large, 256, 5));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Tensor.of(large, large.length).rowFinite()).doesNotContain(false);
  }
}
