package dev.danskin.solvers.search;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;
import java.util.List;

/** The run of {@link CoordinateSearch}. */
final class SeparableSearch implements Search {
  private final CoordinateSearch settings;
  private final int d;
  private final AxisSearch[] axis;
  /** The best point and its value. */
  private final double[] x;
  private double value;
  private boolean begun;
  /** The axis that is looked at, and where on it. */
  private int i;
  private double at;

  SeparableSearch(CoordinateSearch settings, SearchSpace space) {
    this.settings = settings;
    d = space.dimension();
    x = space.start();
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
    choose();
    double[] z = x.clone();
    z[i] = at;
    return new double[][] {z};
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
      return;
    }
    double change = Double.isFinite(value) ? values[0] - value : values[0] < value ? Double.NEGATIVE_INFINITY : value;
    axis[i].learn(z[i], change);
    if (values[0] < value) {
      x[i] = z[i];
      if (value == Double.POSITIVE_INFINITY) {
        Arrays.stream(axis).forEach(AxisSearch::found);
      }
      value = values[0];
    }
  }

  @Override
  public List<String> why() {
    if (!begun) {
      return List.of();
    }
    if (Arrays.stream(axis).allMatch(AxisSearch::done)) {
      return List.of("tolx: " + settings.tolx());
    }
    return Arrays.stream(axis).allMatch(AxisSearch::flat) ? List.of("tolfun: " + settings.tolfun()) : List.of();
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("x", x).with("value", new double[] {value}).with("counts", begun ? 1 : 0, i);
    for (int k = 0; k < d && begun; k++) {
      all = all.with("axis-" + k, axis[k].save());
    }
    return all;
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("x", d), 0, x, 0, d);
    value = saved.doubles("value", 1)[0];
    long[] counts = saved.longs("counts", 2);
    begun = counts[0] != 0;
    i = (int) counts[1];
    for (int k = 0; k < d && begun; k++) {
      axis[k].restore(saved.part("axis-" + k));
    }
  }
}
