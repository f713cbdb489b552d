package dev.danskin.solvers.search;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;

/**
 * Particles with velocities, v ← χv + cU₁(p − x) + cU₂(l − x), x ← x + v, where p is the best place of the particle, l that of its
 * neighbours, U₁ and U₂ uniform in [0, 1) for each coordinate (Kennedy, Eberhart: Particle swarm optimization; 1995; with the
 * constriction of Clerc, Kennedy: The particle swarm, explosion, stability, and convergence; 2002). A coordinate stopped by a bound has
 * no velocity.
 *
 * <p>It ends when the swarm is small, or the values of its best places are close.
 *
 * @param evaluations most values per instance, ≥ 1
 * @param population particles, ≥ 2; 0: 10 + 2√D
 * @param chi χ in (0, 1)
 * @param attraction c in (0, 4]
 * @param topology who is whose neighbour
 * @param tolx how near to each other the best places come, in widths of the region, ≥ 0
 * @param tolfun how close their values become, ≥ 0
 */
public record ParticleSwarm(
    @Default("100000") long evaluations,
    @Default("0") int population,
    @Default("0.7298") double chi,
    @Default("1.49618") double attraction,
    @Default("ring") Topology topology,
    @Default("1e-12") double tolx,
    @Default("1e-11") double tolfun)
    implements SearchSolver {
  /** Who is whose neighbour. */
  public enum Topology {
    /** The one before, itself and the one after, in a ring. */
    RING,
    /** All. */
    GLOBAL
  }

  public ParticleSwarm {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.atLeast("population", population == 0 ? 2 : population, 2);
    Expect.positive("chi", chi);
    Expect.between("chi", chi, 0, 1);
    Expect.positive("attraction", attraction);
    Expect.between("attraction", attraction, 0, 4);
    Expect.notNegative("tolx", tolx);
    Expect.notNegative("tolfun", tolfun);
  }

  /** A ring of 10 + 2√D particles. */
  public ParticleSwarm(long evaluations) {
    this(evaluations, 0, 0.7298, 1.49618, Topology.RING, 1e-12, 1e-11);
  }

  @Override
  public Search search(SearchSpace space) {
    return new Swarm(this, population > 0 ? population : 10 + (int) (2 * Math.sqrt(space.dimension())), space);
  }
}
