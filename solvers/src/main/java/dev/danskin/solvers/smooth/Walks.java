package dev.danskin.solvers.smooth;

import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** A walk for each instance, each by itself. */
final class Walks implements Iteration {
  private final CountedFunction[] f;
  /** Null where an instance is closed or done. */
  private final Walk[] walk;
  private final List<List<String>> why = new ArrayList<>();
  private int step;

  /** How a walk begins. */
  interface Beginning {
    Walk at(CountedFunction f, SearchSpace space);
  }

  Walks(Oracle oracle, RunContext run, Beginning beginning) {
    int n = oracle.ids().length;
    f = new CountedFunction[n];
    walk = new Walk[n];
    for (int i = 0; i < n; i++) {
      f[i] = new CountedFunction(oracle, i);
      walk[i] = beginning.at(f[i], new SearchSpace(oracle, i, run));
      why.add(List.of());
    }
  }

  @Override
  public boolean step() {
    boolean more = false;
    for (int i = 0; i < walk.length; i++) {
      more |= walk[i] != null && step(i);
    }
    step++;
    return more;
  }

  private boolean step(int i) {
    f[i].draw(step);
    try {
      if (f[i].open() && walk[i].step()) {
        return true;
      }
      why.set(i, walk[i].why());
    } catch (Closed e) {
      why.set(i, List.of());
    }
    walk[i] = null;
    return false;
  }

  @Override
  public List<String> why(int instance) {
    return why.get(instance);
  }

  @Override
  public Snapshot save() {
    long[] open = new long[walk.length];
    Snapshot all = Snapshot.EMPTY.with("step", step);
    for (int i = 0; i < walk.length; i++) {
      if (walk[i] != null) {
        open[i] = 1;
        all = all.with("walk-" + i, walk[i].save());
      }
      all = all.with("why-" + i, why.get(i));
    }
    return all.with("open", open);
  }

  @Override
  public void restore(Snapshot saved) {
    step = saved.count("step", Integer.MAX_VALUE);
    long[] open = saved.longs("open", walk.length);
    for (int i = 0; i < walk.length; i++) {
      why.set(i, saved.texts("why-" + i));
      if (open[i] == 0) {
        walk[i] = null;
      } else {
        walk[i].restore(saved.part("walk-" + i));
      }
    }
  }
}
