package dev.danskin.solvers.stopping;

import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An oracle whose instances are closed where a rule holds. */
final class WatchedOracle implements Oracle {
  private final Oracle oracle;
  private final StoppingRule rule;
  private final Trace[] trace;
  /** Why each instance is over; empty if it is not. */
  private final List<List<String>> why = new ArrayList<>();

  WatchedOracle(Oracle oracle, StoppingRule rule) {
    this.oracle = oracle;
    this.rule = rule;
    trace = new Trace[oracle.ids().length];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = new Trace();
      why.add(List.of());
    }
  }

  @Override
  public long[] ids() {
    return oracle.ids();
  }

  @Override
  public Tensor start() {
    return oracle.start();
  }

  @Override
  public FeasibleSet feasible() {
    return oracle.feasible();
  }

  List<String> why(int instance) {
    return why.get(instance);
  }

  boolean anyOpen() {
    int[] all = new int[trace.length];
    Arrays.setAll(all, i -> i);
    return open(all).length > 0;
  }

  @Override
  public int[] open(int[] instance) {
    return Arrays.stream(oracle.open(instance)).filter(j -> why.get(instance[j]).isEmpty()).toArray();
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    int[] live = open(points.instance());
    if (live.length == 0) {
      return Evaluation.among(points, live, null, order);
    }
    boolean all = live.length == points.instance().length;
    Points some = all ? points : points.rows(live);
    Evaluation e = oracle.at(some, order, draw);
    look(some, e.values());
    return all ? e : Evaluation.among(points, live, e, order);
  }

  private void look(Points points, double[] values) {
    for (int j = 0; j < values.length; j++) {
      trace[points.instance()[j]].told(values[j]);
    }
    int[] instances = Arrays.stream(points.instance()).distinct().toArray();
    for (int k : oracle.open(instances)) {
      why.set(instances[k], List.copyOf(rule.reasons(trace[instances[k]])));
    }
  }

  Snapshot save() {
    Snapshot all = Snapshot.EMPTY;
    for (int i = 0; i < trace.length; i++) {
      all = all.with("trace-" + i, trace[i].save(rule.timed())).with("why-" + i, why.get(i));
    }
    return all;
  }

  void restore(Snapshot saved) {
    for (int i = 0; i < trace.length; i++) {
      trace[i].restore(saved.part("trace-" + i), rule.timed());
      why.set(i, saved.texts("why-" + i));
    }
  }
}
