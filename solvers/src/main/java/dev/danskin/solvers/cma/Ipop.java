package dev.danskin.solvers.cma;

import dev.danskin.api.Default;
import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;

/**
 * IPOP-CMA-ES (Auger, Hansen: A restart CMA evolution strategy with increasing population size; CEC 2005): whenever a run ends, another begins
 * at a random place with twice the candidates.
 *
 * @param cma the runs; its limit of values is not used
 * @param restarts most restarts, ≥ 0
 * @param factor of the population from run to run, ≥ 1
 * @param evaluations most values per instance, ≥ 1
 */
public record Ipop(@Default("cma-es") CmaEs cma, @Default("9") int restarts, @Default("2") double factor, @Default("1000000") long evaluations)
    implements SearchSolver {
  public Ipop {
    if (restarts < 0 || evaluations < 1) {
      throw new IllegalArgumentException("expected restarts ≥ 0 and evaluations ≥ 1, found " + restarts + " and " + evaluations);
    }
    if (!(factor >= 1 && factor <= 16)) {
      throw new IllegalArgumentException("expected a factor in [1, 16], found " + factor);
    }
  }

  @Override
  public Search search(SearchSpace space) {
    return new StartFirst(space, new RestartedSearch(cma, space, new Growing(cma.lambda(space.dimension()))));
  }

  private final class Growing implements Regime {
    private final int first;
    private int runs;

    Growing(int first) {
      this.first = first;
    }

    @Override
    public Run next(RandomStream random) {
      if (runs > restarts) {
        return null;
      }
      double lambda = first * StrictMath.pow(factor, runs++);
      return new Run((int) Math.min(1 << 20, lambda), 1, Long.MAX_VALUE);
    }

    @Override
    public void ended(long evaluations) {}

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("runs", runs);
    }

    @Override
    public void restore(Snapshot saved) {
      runs = saved.count("runs", restarts + 1);
    }
  }
}
