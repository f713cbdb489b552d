package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * SNES: natural evolution with one standard deviation for each coordinate, for many coordinates (Schaul, Glasmachers, Schmidhuber: High
 * dimensions and heavy tails for natural evolution strategies; GECCO 2011). With λ = 4 + ⌊3 ln D⌋ points x_k = μ + σ ⊙ s_k and utilities
 * u_k, see {@link NaturalSearch}:
 *
 * <pre>
 * μ ← μ + σ ⊙ Σ u_k s_k        σ ← σ ⊙ exp(η/2 Σ u_k (s_k ⊙ s_k − 1))        η = (3 + ln D)/(5 √D)
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
public record SeparableNaturalEvolution(
    @Default("100000") long evaluations,
    @Default("0") int population,
    @Default("0.2") double sigma,
    @Default("1e-12") double tolx,
    @Default("1e-11") double tolfun)
    implements SearchSolver {
  public SeparableNaturalEvolution {
    NaturalSearch.check(evaluations, population, sigma, tolx, tolfun);
  }

  /** σ a fifth of the region. */
  public SeparableNaturalEvolution(long evaluations) {
    this(evaluations, 0, 0.2, 1e-12, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    return new NaturalSearch(new SeparableNormal(space.dimension(), sigma), population, tolx, tolfun, space);
  }
}
