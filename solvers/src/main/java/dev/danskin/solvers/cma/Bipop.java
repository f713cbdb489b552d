package dev.danskin.solvers.cma;

import dev.danskin.api.Default;
import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;

/**
 * BIPOP-CMA-ES (Hansen: Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed; GECCO 2009): two regimes of restarts, of which
 * the one that has spent less is next. Large: twice the candidates each time, λ = 2^j λ₀. Small: λ = ⌊λ₀ (λ_large/(2λ₀))^{U²}⌋, first deviations
 * times 10^{−2V}, at most half the values of the last large run; U and V uniform in [0, 1]. The first run is an ordinary one and counts as small.
 *
 * @param cma the runs; its limit of values is not used
 * @param restarts most large runs, ≥ 0; the search ends after the last of them
 * @param evaluations most values per instance, ≥ 1
 */
public record Bipop(@Default("cma-es") CmaEs cma, @Default("9") int restarts, @Default("1000000") long evaluations) implements SearchSolver {
  public Bipop {
    if (restarts < 0 || restarts > 16) {
      throw new IllegalArgumentException("expected restarts in [0, 16], found " + restarts);
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  @Override
  public Search search(SearchSpace space) {
    return new StartFirst(space, new RestartedSearch(cma, space, new Alternating(cma.lambda(space.dimension()))));
  }

  private final class Alternating implements Regime {
    private final int first;
    /** Large runs begun, what both regimes have spent, what the last large run has; and whether the present run is large. */
    private int large;
    private long inSmall;
    private long inLarge;
    private long lastLarge;
    private boolean isLarge;
    private boolean begun;

    Alternating(int first) {
      this.first = first;
    }

    @Override
    public Run next(RandomStream random) {
      isLarge = begun && (large == 0 || inLarge <= inSmall);
      if (!begun) {
        begun = true;
        return new Run(first, 1, Long.MAX_VALUE);
      }
      if (isLarge) {
        return large == restarts ? null : new Run(first << ++large, 1, Long.MAX_VALUE);
      }
      double u = random.uniform();
      double v = random.uniform();
      int lambda = (int) (first * StrictMath.pow((1 << large) / 2.0, u * u));
      return new Run(Math.max(2, lambda), StrictMath.pow(10, -2 * v), Math.max(1, lastLarge / 2));
    }

    @Override
    public void ended(long evaluations) {
      if (isLarge) {
        inLarge += evaluations;
        lastLarge = evaluations;
      } else {
        inSmall += evaluations;
      }
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("large", large, inSmall, inLarge, lastLarge, isLarge ? 1 : 0, begun ? 1 : 0);
    }

    @Override
    public void restore(Snapshot saved) {
      long[] s = saved.longs("large", 6);
      large = (int) s[0];
      inSmall = s[1];
      inLarge = s[2];
      lastLarge = s[3];
      isLarge = s[4] == 1;
      begun = s[5] == 1;
    }
  }
}
