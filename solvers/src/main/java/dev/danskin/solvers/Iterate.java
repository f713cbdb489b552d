package dev.danskin.solvers;

import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Consumer;

/** Where the open instances of a run stand, and their sets. Closed instances leave: from then on they cost nothing. */
final class Iterate {
  private final Oracle oracle;
  private FeasibleSet set;
  private Tensor z;
  private int[] instance;

  /** At the projection of the oracle's start. */
  Iterate(Oracle oracle) {
    this.oracle = oracle;
    set = oracle.feasible();
    Tensor start = oracle.start();
    z = set.project(start, start.memory().retain(start.type(), start.shape()));
    instance = new int[z.rows()];
    Arrays.setAll(instance, i -> i);
  }

  /** One row for each open instance; the solver's to overwrite. */
  Tensor z() {
    return z;
  }

  FeasibleSet set() {
    return set;
  }

  boolean anyOpen() {
    return instance.length > 0;
  }

  /** The ids of the open instances. */
  long[] ids() {
    long[] all = oracle.ids();
    return Arrays.stream(instance).mapToLong(i -> all[i]).toArray();
  }

  /**
   * The gradient at {@code point}, which has a row for each open instance, for those that are still open then.
   *
   * @param kept told which rows stay where some do not, so that the solver's state follows
   */
  Tensor gradient(Tensor point, int draw, Consumer<int[]> kept) {
    return evaluation(point, Order.GRADIENT, draw, kept).gradient();
  }

  /** As {@link #gradient}, with values; without a gradient unless {@code order} asks for one. */
  Evaluation evaluation(Tensor point, Order order, int draw, Consumer<int[]> kept) {
    Points points = new Points(point, instance);
    Evaluation e = oracle.at(points, order, draw);
    int[] open = oracle.open(instance);
    if (open.length == instance.length) {
      return e;
    }
    // What stays is copied to memory that outlives the step.
    z = z.retainedRows(open);
    instance = Arrays.stream(open).map(j -> points.instance()[j]).toArray();
    set = set.rows(open);
    kept.accept(open);
    return new Evaluation(picked(e.values(), open), e.gradient() == null ? null : e.gradient().rows(open), new boolean[open.length]);
  }

  /** The numbers of the instances that stay. */
  static double[] picked(double[] from, int[] open) {
    return Arrays.stream(open).mapToDouble(j -> from[j]).toArray();
  }

  /** Evaluates {@code point}, without a gradient, so that it may be the answer. */
  void judge(Tensor point, int draw) {
    oracle.at(new Points(point, instance), Order.VALUE, draw);
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("z", z).with("instance", instance);
  }

  void restore(Snapshot saved) {
    int n = oracle.start().rows();
    instance = saved.indices("instance", n);
    z = saved.tensor("z", z.memory().retain(z.type(), z.shape().withRows(instance.length)));
    set = instance.length == n ? oracle.feasible() : oracle.feasible().rows(instance);
  }
}
