package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.FloatTensor;
import java.util.List;

/**
 * Images stored as bytes, one after the other; an input is the bytes over 255, in [0, 1].
 *
 * @param pixels all images, channels first, from {@code offset}, {@code stride} bytes apart
 */
record Bytes(String source, String digest, int[] inputShape, List<String> classes, byte[] pixels, int offset, int stride, int[] labels)
    implements Dataset {
  Bytes {
    classes = List.copyOf(classes);
  }

  @Override
  public int[] inputShape() {
    return inputShape.clone();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Domain domain() {
    return Domain.unit(inputShape);
  }

  @Override
  public Batch batch(long... ids) {
    Shape shape = Shape.rows(ids.length, inputShape);
    float[] x = new float[shape.size()];
    int[] y = new int[ids.length];
    int size = shape.rowSize();
    for (int i = 0; i < ids.length; i++) {
      int id = Math.toIntExact(ids[i]);
      java.util.Objects.checkIndex(id, labels.length);
      y[i] = labels[id];
      for (int j = 0; j < size; j++) {
        x[i * size + j] = (pixels[offset + id * stride + j] & 0xFF) / 255f;
      }
    }
    return new Batch(FloatTensor.wrap(x, shape), new Labels.Classes(y), ids.clone());
  }

  /** The names "0", "1", …. */
  static List<String> numbered(int n) {
    return java.util.stream.IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }
}
