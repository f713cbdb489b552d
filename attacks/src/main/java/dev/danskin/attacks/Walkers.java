package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Labels;
import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The inputs whose search goes on, and where each stands. */
final class Walkers {
  private final Surroundings s;
  private int[] instance;
  private Tensor delta;

  /** All of them, at δ = 0. */
  Walkers(Surroundings s) {
    this.s = s;
    instance = IntStream.range(0, s.x().rows()).toArray();
    delta = s.x().like().fill(0);
  }

  /** The input of each row. */
  int[] instance() {
    return instance;
  }

  /** The input of each of some rows. */
  int[] instance(int[] rows) {
    return Arrays.stream(rows).map(j -> instance[j]).toArray();
  }

  int size() {
    return instance.length;
  }

  /** One row for each input; the search's to overwrite. */
  Tensor delta() {
    return delta;
  }

  Labels labels() {
    return s.labels().rows(instance);
  }

  /** Keeps those that can pay so much more; returns their former rows. */
  int[] pay(Counts more) {
    return keep(s.affordable(instance, more));
  }

  /** Keeps some rows and returns them. */
  int[] keep(int[] rows) {
    if (rows.length < instance.length) {
      delta = delta.rows(rows);
      instance = instance(rows);
    }
    return rows;
  }

  /** Which rows are still searched. */
  boolean[] open() {
    boolean[] open = new boolean[instance.length];
    for (int j : s.affordable(instance, Counts.NONE)) {
      open[j] = true;
    }
    return open;
  }

  static double[] picked(double[] from, int[] rows) {
    return Arrays.stream(rows).mapToDouble(j -> from[j]).toArray();
  }
}
