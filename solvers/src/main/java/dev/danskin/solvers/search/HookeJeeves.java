package dev.danskin.solvers.search;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;
import java.util.List;

/** The run of {@link PatternSearch} with pattern moves. */
final class HookeJeeves implements Search {
  private final PatternSearch settings;
  private final double[] width;
  private final int n;
  /** The base b, from where the round is to get to something better, and its value. */
  private double[] base;
  private double atBase = Double.POSITIVE_INFINITY;
  /** Where the round has got, and the value there. */
  private double[] y;
  private double atY;
  private double h;
  /** Which way each coordinate last got better, ±1. */
  private final double[] sign;
  /**
   * The coordinate being tried, −1 where y itself is to be evaluated; whether it is tried the other way; whether the round began at a
   * pattern move.
   */
  private int i = -1;
  private boolean back;
  private boolean pattern;

  HookeJeeves(PatternSearch settings, SearchSpace space) {
    this.settings = settings;
    width = space.width();
    n = space.dimension();
    base = space.start();
    y = space.start();
    h = settings.radius();
    sign = new double[n];
    Arrays.fill(sign, 1);
  }

  @Override
  public double[][] ask() {
    if (!why().isEmpty()) {
      return null;
    }
    double[] z = y.clone();
    if (i >= 0) {
      z[i] += (back ? -sign[i] : sign[i]) * h * width[i];
    }
    return new double[][] {z};
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    if (i < 0) {
      began(candidates[0], values[0]);
    } else if (values[0] < atY) {
      y = candidates[0];
      atY = values[0];
      sign[i] = back ? -sign[i] : sign[i];
      next();
    } else if (!back) {
      back = true;
    } else {
      next();
    }
  }

  private void began(double[] z, double value) {
    y = z;
    atY = value;
    if (!pattern) {
      atBase = value;
    }
    i = 0;
  }

  private void next() {
    back = false;
    i++;
    if (i == n) {
      round();
    }
  }

  /** A round is over: on with a pattern move where it got somewhere, back to the base or closer to it where not. */
  private void round() {
    if (atY < atBase) {
      double[] to = new double[n];
      Arrays.setAll(to, k -> 2 * y[k] - base[k]);
      h *= pattern ? settings.expansion() : 1;
      base = y;
      atBase = atY;
      y = to;
      pattern = true;
      i = -1;
    } else {
      h *= pattern ? 1 : settings.contraction();
      y = base.clone();
      atY = atBase;
      pattern = false;
      i = 0;
    }
  }

  @Override
  public List<String> why() {
    return h <= settings.tolx() ? List.of("tolx: " + settings.tolx()) : List.of();
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("base", base).with("y", y).with("sign", sign).with("now", new double[] {h, atBase, atY})
        .with("counts", i, back ? 1 : 0, pattern ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    base = saved.doubles("base", n);
    y = saved.doubles("y", n);
    System.arraycopy(saved.doubles("sign", n), 0, sign, 0, n);
    double[] now = saved.doubles("now", 3);
    h = now[0];
    atBase = now[1];
    atY = now[2];
    long[] counts = saved.longs("counts", 3);
    i = (int) counts[0];
    back = counts[1] != 0;
    pattern = counts[2] != 0;
  }
}
