package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Shape;
import java.util.List;

/**
 * The rows of a described table. A category is kept as its number and becomes features when it is asked for.
 *
 * @param rows of each, a number for each kept column: the feature, or which category
 * @param widths how many features each of these columns has, 1 for numbers
 */
record DescribedTable(String source, String digest, List<String> classes, Domain domain, List<String> featureNames, float[][] rows,
    int[] widths, int[] labels) implements Dataset {
  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int[] inputShape() {
    return domain.shape();
  }

  @Override
  public Batch batch(long... ids) {
    Shape shape = Shape.rows(ids.length, inputShape());
    float[] x = new float[shape.size()];
    int[] y = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      int id = Math.toIntExact(ids[i]);
      spread(rows[id], x, i * shape.rowSize());
      y[i] = labels[id];
    }
    return new Batch(FloatTensor.wrap(x, shape), new Labels.Classes(y), ids.clone());
  }

  private void spread(float[] row, float[] x, int from) {
    int at = from;
    for (int j = 0; j < row.length; j++) {
      if (widths[j] == 1) {
        x[at] = row[j];
      } else {
        x[at + (int) row[j]] = 1;
      }
      at += widths[j];
    }
  }
}
