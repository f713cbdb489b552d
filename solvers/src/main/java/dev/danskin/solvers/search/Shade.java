package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * Differential evolution by current-to-pbest/1/bin with an archive, whose F and CR come from a memory of those that succeeded (SHADE:
 * Tanabe, Fukunaga: Success-history based parameter adaptation for differential evolution; CEC 2013). For each member one of H places r of
 * the memory is drawn, then CR ~ N(M_CR,r, 0.1) cut to [0, 1], F ~ Cauchy(M_F,r, 0.1) above 0, cut at 1, and p ~ U[2/N, pbest]; after a
 * generation the next place takes the mean of the CR and the Lehmer mean ΣwF²/ΣwF of the F that succeeded, weighted by what they gained.
 *
 * <p>With {@link Reduction#LINEAR} N falls to 4 in proportion to what was spent of {@code evaluations} (L-SHADE: Improving the search
 * performance of SHADE using linear population size reduction; CEC 2014; F, CR and p remain those of SHADE).
 *
 * <p>It ends when the population is small, or its values are close.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param population N ≥ 4; 0: 10 D within [20, 100], 18 D with a reduction
 * @param memory H ≥ 1
 * @param pbest in (0, 1]
 * @param archive replaced members that are kept, in N; in [0, 10]
 * @param reduction how N falls
 * @param tolx how near to each other the members come, in widths of the region, ≥ 0
 * @param tolfun how close their values become, ≥ 0
 */
public record Shade(
    @Default("100000") long evaluations,
    @Default("0") int population,
    @Default("100") int memory,
    @Default("0.2") double pbest,
    @Default("1") double archive,
    @Default("none") Reduction reduction,
    @Default("1e-12") double tolx,
    @Default("1e-11") double tolfun)
    implements SearchSolver {
  /** How the population falls. */
  public enum Reduction {
    /** It stays. */
    NONE,
    /** To 4 when all evaluations are spent. */
    LINEAR
  }

  public Shade {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.atLeast("population", population == 0 ? 4 : population, 4);
    Expect.atLeast("memory", memory, 1);
    Expect.positive("pbest", pbest);
    Expect.between("pbest", pbest, 0, 1);
    Expect.between("archive", archive, 0, 10);
    Expect.notNegative("tolx", tolx);
    Expect.notNegative("tolfun", tolfun);
  }

  /** SHADE with H = 100. */
  public Shade(long evaluations) {
    this(evaluations, 0, 100, 0.2, 1, Reduction.NONE, 1e-12, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    boolean falls = reduction == Reduction.LINEAR;
    int usual = falls ? Math.max(20, 18 * space.dimension()) : Math.min(100, Math.max(20, 10 * space.dimension()));
    int n = population > 0 ? population : usual;
    var settings = new EvolvingPopulation.Settings(n, falls ? evaluations : 0, Mutation.CURRENT_TO_PBEST_1, pbest, archive, tolx, tolfun);
    return new EvolvingPopulation(settings, new SuccessHistory(memory), space);
  }
}
