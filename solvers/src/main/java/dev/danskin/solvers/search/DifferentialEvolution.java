package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import java.util.Arrays;

/**
 * A population, each member of which is replaced by its trial if that is no worse. The trial has coordinates of a mutant with
 * probability CR, one at least, and the member's else; a mutant is x_r₁ + F(x_r₂ − x_r₃) (Storn, Price: Differential evolution; J. Global
 * Optimization 1997), or see {@link Mutation}. A mutant's coordinate beyond a bound goes half the way from the member to the bound.
 *
 * <p>It ends when the population is small, or its values are close.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param population N ≥ 4; 0: 10 D within [20, 100]
 * @param mutation how mutants are made
 * @param factor F in (0, 2]
 * @param crossover CR in [0, 1]
 * @param pbest p in (0, 1], where mutants go towards the best
 * @param tolx how near to each other the members come, in widths of the region, ≥ 0
 * @param tolfun how close their values become, ≥ 0
 */
public record DifferentialEvolution(
    @Default("100000") long evaluations,
    @Default("0") int population,
    @Default("rand-1") Mutation mutation,
    @Default("0.7") double factor,
    @Default("0.9") double crossover,
    @Default("0.1") double pbest,
    @Default("1e-12") double tolx,
    @Default("1e-11") double tolfun)
    implements SearchSolver {
  public DifferentialEvolution {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.atLeast("population", population == 0 ? 4 : population, 4);
    Expect.positive("factor", factor);
    Expect.between("factor", factor, 0, 2);
    Expect.between("crossover", crossover, 0, 1);
    Expect.positive("pbest", pbest);
    Expect.between("pbest", pbest, 0, 1);
    Expect.notNegative("tolx", tolx);
    Expect.notNegative("tolfun", tolfun);
  }

  /** rand/1/bin, F = 0.7, CR = 0.9. */
  public DifferentialEvolution(long evaluations) {
    this(evaluations, 0, Mutation.RAND_1, 0.7, 0.9, 0.1, 1e-12, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    int n = population > 0 ? population : Math.min(100, Math.max(20, 10 * space.dimension()));
    var settings = new EvolvingPopulation.Settings(n, 0, mutation, pbest, 0, tolx, tolfun);
    return new EvolvingPopulation(settings, new Constant(factor, crossover), space);
  }

  /** Always the same F and CR. */
  private record Constant(double factor, double crossover) implements TrialRates {
    @Override
    public void draw(RandomStream random, double[] f, double[] cr) {
      Arrays.fill(f, factor);
      Arrays.fill(cr, crossover);
    }
  }
}
