package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * xNES: the natural gradient of E u(f(x)), x ~ N(μ, σ²BBᵀ), in exponential coordinates (Glasmachers, Schaul, Yi, Wierstra, Schmidhuber:
 * Exponential natural evolution strategies; GECCO 2010). With λ = 4 + ⌊3 ln D⌋ points x_k = μ + σB s_k and utilities u_k, see
 * {@link NaturalSearch}:
 *
 * <pre>
 * μ ← μ + σB Σ u_k s_k        G = Σ u_k (s_k s_kᵀ − I)        g = tr(G)/D
 * σ ← σ exp(η g/2)            B ← B exp(η (G − gI)/2)         η = (9 + 3 ln D)/(5 D √D)
 * </pre>
 *
 * <p>It ends when the distribution is small, or values are close over the last generations.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param population λ ≥ 2; 0: as above
 * @param sigma the first σ, in widths of the region, &gt; 0
 * @param tolx how small the largest standard deviation becomes, in widths of the region, ≥ 0
 * @param tolfun how close values become, ≥ 0
 */
public record NaturalEvolution(
    @Default("100000") long evaluations,
    @Default("0") int population,
    @Default("0.2") double sigma,
    @Default("1e-12") double tolx,
    @Default("1e-11") double tolfun)
    implements SearchSolver {
  public NaturalEvolution {
    NaturalSearch.check(evaluations, population, sigma, tolx, tolfun);
  }

  /** σ a fifth of the region. */
  public NaturalEvolution(long evaluations) {
    this(evaluations, 0, 0.2, 1e-12, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    return new NaturalSearch(new FullNormal(space.dimension(), sigma), population, tolx, tolfun, space);
  }
}
