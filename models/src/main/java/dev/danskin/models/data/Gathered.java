package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Labels;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;

/** Batches out of rows that are kept in another form. */
final class Gathered {
  private Gathered() {}

  /** Writes one input of zeros. */
  @FunctionalInterface
  interface Writer {
    void write(int id, float[] x, int from);
  }

  /** The examples {@code ids}, of inputs of a shape. */
  static Batch of(long[] ids, int[] inputShape, int[] labels, Writer writer) {
    Shape shape = Shape.rows(ids.length, inputShape);
    float[] x = new float[shape.size()];
    int[] y = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      int id = Math.toIntExact(ids[i]);
      writer.write(id, x, i * shape.rowSize());
      y[i] = labels[id];
    }
    return new Batch(FloatTensor.wrap(x, shape), new Labels.Classes(y), ids.clone());
  }
}
