package dev.danskin.solvers.cma;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/** Looks at the start before another search begins, so that no answer is worse than it. */
final class StartFirst implements Search {
  private final double[] start;
  private final Search search;
  private boolean told;

  StartFirst(SearchSpace space, Search search) {
    start = space.start();
    this.search = search;
  }

  @Override
  public double[][] ask() {
    return told ? search.ask() : new double[][] {start.clone()};
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    if (told) {
      search.tell(candidates, values);
    }
    told = true;
  }

  @Override
  public List<String> why() {
    return search.why();
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("told", told ? 1 : 0).with("search", search.save());
  }

  @Override
  public void restore(Snapshot saved) {
    told = saved.count("told", 1) == 1;
    search.restore(saved.part("search"));
  }
}
