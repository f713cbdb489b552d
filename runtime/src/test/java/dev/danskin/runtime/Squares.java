package dev.danskin.runtime;

import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Scores;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.data.ArrayDataset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A black box for tests, z = (0, x₁ + x₂ − 1), and points of the unit square that it gets right; it counts what it is asked. */
public final class Squares implements Scores {
  private final AtomicInteger asked = new AtomicInteger();

  /** How many rows it was asked for. */
  public int asked() {
    return asked.get();
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public Domain domain() {
    return Domain.unit(2);
  }

  @Override
  public Tensor logits(Tensor x) {
    asked.addAndGet(x.rows());
    double[] row = new double[2];
    double[] z = new double[2 * x.rows()];
    for (int r = 0; r < x.rows(); r++) {
      x.read(r, row);
      z[2 * r + 1] = row[0] + row[1] - 1;
    }
    return Tensor.of(z, x.rows(), 2);
  }

  /** n points at least 0.1 beside the diagonal. */
  public static Dataset points(int n) {
    Random random = new Random(7);
    float[][] x = new float[n][2];
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % 2;
      do {
        x[i] = new float[] {random.nextFloat(), random.nextFloat()};
      } while ((2 * y[i] - 1) * (x[i][0] + x[i][1] - 1) < 0.1);
    }
    return new ArrayDataset(x, y, List.of("below", "above"), Domain.unit(2));
  }
}
