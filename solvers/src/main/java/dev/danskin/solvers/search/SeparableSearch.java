package dev.danskin.solvers.search;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;
import java.util.List;

/** The run of {@link CoordinateSearch}. */
final class SeparableSearch implements Search {
  /** How well a sum has to hold, relative to the values in it. */
  private static final double RELATIVE = 1e-8;

  private final CoordinateSearch settings;
  private final int d;
  private final AxisSearch[] axis;
  /** The best point and its value. */
  private final double[] x;
  private double value;
  private boolean begun;
  /** Whether the function was found to be a sum or is taken for one; by how much it is none, else 0. */
  private boolean sum;
  private double gap;
  /** What it should be at a corner that is being looked at, and the size of the values in that. */
  private double expected;
  private double size;
  /** The axis that is looked at, −1 for a corner, and where on it. */
  private int i;
  private double at;

  SeparableSearch(CoordinateSearch settings, SearchSpace space) {
    this.settings = settings;
    d = space.dimension();
    x = space.start();
    sum = settings.separability() == CoordinateSearch.Separability.ASSUMED;
    axis = new AxisSearch[d];
    double[][] region = space.region();
    double[] width = space.width();
    for (int k = 0; k < d; k++) {
      axis[k] = new AxisSearch(new AxisSearch.Range(region[0][k], region[1][k], space.low()[k], space.high()[k]),
          settings.tolx() * width[k], settings.tolfun());
    }
  }

  @Override
  public double[][] ask() {
    if (!begun) {
      return new double[][] {x.clone()};
    }
    if (!why().isEmpty()) {
      return null;
    }
    if (!sum && Arrays.stream(axis).allMatch(AxisSearch::spanned)) {
      return new double[][] {corner()};
    }
    choose();
    double[] z = x.clone();
    z[i] = at;
    return new double[][] {z};
  }

  /** In every coordinate another end of the region than the best one. */
  private double[] corner() {
    double[] z = new double[d];
    expected = value;
    size = Math.abs(value);
    for (int k = 0; k < d; k++) {
      z[k] = axis[k].otherEnd();
      expected += axis[k].above(z[k]);
      size += axis[k].above(z[k]);
    }
    i = -1;
    return z;
  }

  /** The next axis after the last whose parabola promises something, or else the next that has an interval to halve. */
  private void choose() {
    int halved = -1;
    for (int k = 1; k <= d; k++) {
      int j = (i + k) % d;
      if (!Double.isNaN(axis[j].promising())) {
        i = j;
        at = axis[j].promising();
        return;
      }
      halved = halved < 0 && !Double.isNaN(axis[j].easiest()) ? j : halved;
    }
    i = halved;
    at = axis[i].easiest();
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    double[] z = candidates[0];
    if (!begun) {
      begun = true;
      value = values[0];
      for (int k = 0; k < d; k++) {
        axis[k].begin(z[k], Double.isFinite(value) ? 0 : value);
      }
      i = d - 1;
    } else if (i < 0) {
      compare(values[0]);
    } else {
      learn(z, values[0]);
    }
  }

  /** Where the corner or an end has no value there is nothing to compare. */
  private void compare(double found) {
    double difference = Math.abs(found - expected);
    gap = Double.isFinite(difference) && difference > RELATIVE * size ? difference : 0;
    sum = !(gap > 0);
    i = d - 1;
  }

  private void learn(double[] z, double found) {
    double change = Double.isFinite(value) ? found - value : found < value ? Double.NEGATIVE_INFINITY : value;
    axis[i].learn(z[i], change);
    if (found < value) {
      x[i] = z[i];
      if (value == Double.POSITIVE_INFINITY) {
        Arrays.stream(axis).forEach(AxisSearch::found);
      }
      value = found;
    }
  }

  @Override
  public List<String> why() {
    if (!begun) {
      return List.of();
    }
    if (gap > 0) {
      return List.of("separable: it is not, by " + gap);
    }
    if (Arrays.stream(axis).allMatch(AxisSearch::done)) {
      return List.of("tolx: " + settings.tolx());
    }
    return Arrays.stream(axis).allMatch(AxisSearch::flat) ? List.of("tolfun: " + settings.tolfun()) : List.of();
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("x", x).with("value", new double[] {value, gap}).with("counts", begun ? 1 : 0, i, sum ? 1 : 0);
    for (int k = 0; k < d && begun; k++) {
      all = all.with("axis-" + k, axis[k].save());
    }
    return all;
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("x", d), 0, x, 0, d);
    double[] values = saved.doubles("value", 2);
    value = values[0];
    gap = values[1];
    long[] counts = saved.longs("counts", 3);
    sum = counts[2] != 0;
    begun = counts[0] != 0;
    i = (int) counts[1];
    for (int k = 0; k < d && begun; k++) {
      axis[k].restore(saved.part("axis-" + k));
    }
  }
}
