package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
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
    return Gathered.of(ids, inputShape(), labels, (id, x, from) -> spread(rows[id], x, from));
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
