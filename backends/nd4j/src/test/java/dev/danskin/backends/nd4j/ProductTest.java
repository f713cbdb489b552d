package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

/** A row of a product, and of the network of Madry et al., has the same bits in every tile, place and thread. */
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

  @Test
  void numerics_product02_theNetworkOfMadryHasTheSameRowsInEveryTileAndThread() throws Exception {
    TileRows rows = new TileRows(madry(), backend);
    rows.check();
    float[][] alone = rows.ask(16, 0, 16);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<float[][]> task = () -> rows.ask(16, 0, 16);
      for (Future<float[][]> f : pool.invokeAll(Collections.nCopies(6, task))) {
        assertThat(f.get()).isDeepEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Convolutions 5×5 with 32 and 64 channels, each with relu and 2×2 maxima, then 1024 and 10 units. */
  private static Graph madry() {
    Random random = new Random(7);
    Graph.Builder b = Graph.of(1, 28, 28);
    int v = block(b, random, block(b, random, 0, 1, 32), 32, 64);
    v = b.add("flat", new Reshape(List.of(3136)), v);
    v = b.add("fc1", new Dense(), v, weights(b, random, 3136, 3136, 1024), weights(b, random, 100, 1024));
    v = b.add("relu", new Relu(), v);
    return b.build(b.add("fc2", new Dense(), v, weights(b, random, 1024, 1024, 10), weights(b, random, 100, 10)));
  }

  private static int block(Graph.Builder b, Random random, int input, int in, int out) {
    int v = b.add("conv", new Conv(Window.of(5, 1, 2), 1), input, weights(b, random, in * 25, out, in, 5, 5),
        weights(b, random, 100, out));
    v = b.add("relu", new Relu(), v);
    return b.add("pool", new MaxPool(Window.of(2, 2, 0)), v);
  }

  private static int weights(Graph.Builder b, Random random, int fan, int... shape) {
    float[] w = new float[Graph.size(shape)];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (random.nextGaussian() / Math.sqrt(fan));
    }
    return b.parameter("w", shape, w);
  }
}
