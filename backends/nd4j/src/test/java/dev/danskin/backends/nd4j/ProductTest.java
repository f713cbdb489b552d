package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

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
    TileRows rows = new TileRows(MadryTiming.network(), backend);
    rows.check();
    float[][] alone = rows.ask(16, 0, 16);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<float[][]> task = () -> rows.ask(16, 0, 16);
      for (Future<float[][]> f : pool.invokeAll(java.util.Collections.nCopies(6, task))) {
        assertThat(f.get()).isDeepEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
