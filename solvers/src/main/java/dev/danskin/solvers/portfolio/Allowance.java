package dev.danskin.solvers.portfolio;

import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** An oracle that a part of a run may ask so many values of per instance, from a start of its own; it remembers the best points. */
final class Allowance implements Oracle {
  private final Oracle oracle;
  private Tensor start;
  private final long limit;
  private final long[] spent;
  private final long[] before;
  private final boolean[] ended;
  private final Tensor best;
  private final double[] value;

  Allowance(Oracle oracle, Tensor start, long limit) {
    this(oracle, start, limit, Memory.heap().copy(start), new double[start.rows()]);
    Arrays.fill(value, Double.POSITIVE_INFINITY);
  }

  private Allowance(Oracle oracle, Tensor start, long limit, Tensor best, double[] value) {
    this.oracle = oracle;
    this.start = start;
    this.limit = limit;
    this.best = best;
    this.value = value;
    spent = new long[value.length];
    before = new long[value.length];
    ended = new boolean[value.length];
  }

  /** The allowance of the next part. */
  Allowance next(boolean fromBest, long itsLimit) {
    return new Allowance(oracle, fromBest ? Memory.heap().copy(best) : oracle.start(), itsLimit, best, value);
  }

  /** Goes on with what is left from other places. */
  void begin(Tensor places) {
    start = places;
    System.arraycopy(spent, 0, before, 0, spent.length);
  }

  /** Whether anything was spent since the last beginning: a part that asks for nothing is not begun again. */
  boolean used() {
    return !Arrays.equals(spent, before);
  }

  /** Whether the instance has no more of it: spent, or {@link #end ended}. */
  boolean spent(int instance) {
    return ended[instance];
  }

  /** Whether the instance was ended before its allowance was spent. */
  boolean left(int instance) {
    return ended[instance] && spent[instance] < limit;
  }

  /** Leaves an instance to the parts to come. */
  void end(int instance) {
    ended[instance] = true;
  }

  boolean anyOpen() {
    int[] all = new int[value.length];
    Arrays.setAll(all, i -> i);
    return open(all).length > 0;
  }

  @Override
  public long[] ids() {
    return oracle.ids();
  }

  @Override
  public Tensor start() {
    return start;
  }

  @Override
  public FeasibleSet feasible() {
    return oracle.feasible();
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    int[] live = admitted(points.instance());
    if (live.length == points.instance().length) {
      return learnt(points, oracle.at(points, order, draw));
    }
    Points some = points.rows(live);
    return Evaluation.among(points, live, live.length == 0 ? null : learnt(some, oracle.at(some, order, draw)), order);
  }

  private int[] admitted(int[] instance) {
    int[] live = new int[instance.length];
    int m = 0;
    for (int j = 0; j < instance.length; j++) {
      int i = instance[j];
      ended[i] |= spent[i] == limit;
      if (!ended[i]) {
        spent[i]++;
        live[m++] = j;
      }
    }
    return Arrays.copyOf(live, m);
  }

  private Evaluation learnt(Points points, Evaluation e) {
    for (int j = 0; j < e.values().length; j++) {
      int i = points.instance()[j];
      if (e.values()[j] < value[i]) {
        value[i] = e.values()[j];
        best.put(i, points.z(), j);
      }
    }
    return e;
  }

  @Override
  public int[] open(int[] instance) {
    return Arrays.stream(oracle.open(instance)).filter(j -> !ended[instance[j]]).toArray();
  }

  Snapshot save() {
    long[] closed = new long[ended.length];
    Arrays.setAll(closed, i -> ended[i] ? 1 : 0);
    return Snapshot.EMPTY.with("start", start).with("best", best).with("value", value).with("spent", spent).with("before", before).with("ended", closed);
  }

  static Allowance restored(Oracle oracle, Snapshot saved, long limit) {
    Tensor like = oracle.start();
    int n = like.rows();
    Allowance a = new Allowance(oracle, saved.tensor("start", Memory.heap().copy(like)), limit, saved.tensor("best", Memory.heap().copy(like)),
        saved.doubles("value", n));
    System.arraycopy(saved.longs("spent", n), 0, a.spent, 0, n);
    System.arraycopy(saved.longs("before", n), 0, a.before, 0, n);
    long[] closed = saved.longs("ended", n);
    for (int i = 0; i < n; i++) {
      a.ended[i] = closed[i] == 1;
    }
    return a;
  }
}
