package dev.danskin.solvers.portfolio;

import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A run of a {@link Portfolio}. */
final class Relay implements Iteration {
  private final List<Leg> legs;
  private final Oracle oracle;
  private final RunContext run;
  private final List<List<String>> why = new ArrayList<>();
  private int leg;
  /** How often the present part began again. */
  private int again;
  private Allowance allowance;
  private Iteration part;

  Relay(List<Leg> legs, Oracle oracle, RunContext run) {
    this.legs = legs;
    this.oracle = oracle;
    this.run = run;
    for (int i = 0; i < oracle.ids().length; i++) {
      why.add(new ArrayList<>());
    }
    allowance = new Allowance(oracle, oracle.start(), legs.get(0).limit(oracle.start().rowSize()));
    part = begun();
  }

  private Iteration begun() {
    RunContext here = run.at("leg-" + leg);
    return legs.get(leg).solver().start(allowance, again == 0 ? here : here.at("again-" + again));
  }

  @Override
  public boolean step() {
    if (allowance.anyOpen() && part.step() && allowance.anyOpen()) {
      return true;
    }
    if (legs.get(leg).again() && allowance.anyOpen() && allowance.used()) {
      again++;
      allowance.begin(places());
      part = begun();
      return true;
    }
    note();
    again = 0;
    if (leg + 1 == legs.size()) {
      return false;
    }
    leg++;
    allowance = allowance.next(legs.get(leg).begin() == Leg.Begin.BEST, legs.get(leg).limit(oracle.start().rowSize()));
    part = begun();
    return true;
  }

  /** A random place for each instance. */
  private Tensor places() {
    Tensor places = Memory.heap().copy(oracle.start());
    RunContext here = run.at("leg-" + leg).at("place-" + again);
    return places.mapRows((i, x) -> System.arraycopy(new SearchSpace(oracle, i, here).sample(), 0, x, 0, x.length), places);
  }

  /** Why each instance leaves the present part. */
  private void note() {
    for (int i = 0; i < why.size(); i++) {
      int k = i;
      List<String> reasons = allowance.spent(i) ? List.of("its allowance is spent") : part.why(i);
      reasons.forEach(r -> why.get(k).add("leg " + (leg + 1) + ": " + r));
    }
  }

  @Override
  public List<String> why(int instance) {
    return why.get(instance);
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("leg", leg).with("again", again).with("allowance", allowance.save()).with("part", part.save());
    for (int i = 0; i < why.size(); i++) {
      all = all.with("why-" + i, why.get(i));
    }
    return all;
  }

  @Override
  public void restore(Snapshot saved) {
    leg = saved.count("leg", legs.size() - 1);
    again = saved.count("again", Integer.MAX_VALUE);
    allowance = Allowance.restored(oracle, saved.part("allowance"), legs.get(leg).limit(oracle.start().rowSize()));
    part = begun();
    part.restore(saved.part("part"));
    for (int i = 0; i < why.size(); i++) {
      why.set(i, new ArrayList<>(saved.texts("why-" + i)));
    }
  }
}
