package dev.danskin.solvers.search;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;
import java.util.List;

/** The run of {@link PatternSearch} that polls around one point. */
final class CompassSearch implements Search {
  private final PatternSearch settings;
  private final double[] width;
  private final boolean complete;
  private final double[] x;
  /** Step in widths, value at x. */
  private double h;
  private double value = Double.POSITIVE_INFINITY;
  private boolean begun;
  /** Directions in the order of their last success: 2i is +e_i, 2i + 1 is −e_i; and how many of them failed. */
  private final int[] direction;
  private int failed;

  CompassSearch(PatternSearch settings, SearchSpace space) {
    this.settings = settings;
    complete = settings.polling() == PatternSearch.Polling.COMPLETE;
    width = space.width();
    x = space.start();
    h = settings.radius();
    direction = new int[2 * x.length];
    Arrays.setAll(direction, k -> k);
  }

  @Override
  public double[][] ask() {
    if (!begun) {
      return new double[][] {x.clone()};
    }
    if (!why().isEmpty()) {
      return null;
    }
    double[][] polled = new double[complete ? direction.length : 1][];
    Arrays.setAll(polled, k -> neighbour(direction[failed + k]));
    return polled;
  }

  private double[] neighbour(int d) {
    double[] z = x.clone();
    z[d / 2] += (d % 2 == 0 ? h : -h) * width[d / 2];
    return z;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    int best = Rows.least(values);
    if (!begun || values[best] < value) {
      System.arraycopy(candidates[best], 0, x, 0, x.length);
      value = values[best];
      if (begun) {
        toFront(failed + best);
        h *= settings.expansion();
      }
      begun = true;
      failed = 0;
    } else {
      failed += values.length;
      if (failed == direction.length) {
        failed = 0;
        h *= settings.contraction();
      }
    }
  }

  private void toFront(int k) {
    int d = direction[k];
    System.arraycopy(direction, 0, direction, 1, k);
    direction[0] = d;
  }

  @Override
  public List<String> why() {
    return h <= settings.tolx() ? List.of("tolx: " + settings.tolx()) : List.of();
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("x", x).with("now", new double[] {h, value}).with("direction", direction)
        .with("counts", failed, begun ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("x", x.length), 0, x, 0, x.length);
    double[] now = saved.doubles("now", 2);
    h = now[0];
    value = now[1];
    long[] order = saved.longs("direction", direction.length);
    Arrays.setAll(direction, k -> (int) order[k]);
    long[] counts = saved.longs("counts", 2);
    failed = (int) counts[0];
    begun = counts[1] != 0;
  }
}
