package dev.danskin.solvers.cma;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/** Runs of CMA-ES one after the other, the first from the space's start, the others from samples of it. */
final class RestartedSearch implements Search {
  private final CmaEs cma;
  private final SearchSpace space;
  private final Regime regime;
  private Search search;
  private Regime.Run run;
  private double[] start;
  private int runs;
  private long spent;
  private List<String> why = List.of();

  RestartedSearch(CmaEs cma, SearchSpace space, Regime regime) {
    this.cma = cma;
    this.space = space;
    this.regime = regime;
    start = space.start();
  }

  @Override
  public double[][] ask() {
    while (true) {
      if (search == null && !begin()) {
        return null;
      }
      double[][] candidates = spent < run.most() ? search.ask() : null;
      if (candidates != null) {
        return candidates;
      }
      why = search.why();
      regime.ended(spent);
      search = null;
    }
  }

  private boolean begin() {
    run = regime.next(space.random());
    if (run == null) {
      return false;
    }
    start = runs == 0 ? space.start() : space.sample();
    runs++;
    spent = 0;
    open();
    return true;
  }

  private void open() {
    search = cma.search(space.from(start, "run-" + runs), run.population(), cma.sigma() * run.shrink());
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    spent += values.length;
    search.tell(candidates, values);
  }

  /** Those of the last run. */
  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    Snapshot s = Snapshot.EMPTY.with("regime", regime.save()).with("drawn", space.random().drawn()).with("start", start)
        .with("runs", runs, spent, search == null ? 0 : 1).with("why", why);
    return search == null ? s
        : s.with("run", run.population(), run.most()).with("shrink", new double[] {run.shrink()}).with("search", search.save());
  }

  @Override
  public void restore(Snapshot saved) {
    regime.restore(saved.part("regime"));
    space.random().restore(saved.longs("drawn", 1)[0]);
    start = saved.doubles("start", start.length);
    long[] counts = saved.longs("runs", 3);
    runs = (int) counts[0];
    spent = counts[1];
    why = saved.texts("why");
    if (counts[2] == 1) {
      long[] r = saved.longs("run", 2);
      run = new Regime.Run((int) r[0], saved.doubles("shrink", 1)[0], r[1]);
      open();
      search.restore(saved.part("search"));
    }
  }
}
