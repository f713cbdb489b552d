package dev.danskin.solvers.search;

import dev.danskin.api.Objective;
import dev.danskin.api.Problem;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The searches that tests try, and what on. */
final class Searches {
  private Searches() {}

  static Stream<SearchSolver> all() {
    return Stream.concat(local(), Stream.of(new QuasiRandomSearch(2000)));
  }

  /** Those that converge. */
  static Stream<SearchSolver> local() {
    return Stream.of(new NelderMead(20_000), new PatternSearch(20_000),
        new PatternSearch(20_000, 0.1, 2, 0.5, 1e-11, PatternSearch.Polling.COMPLETE),
        new PatternSearch(20_000, 0.1, 2, 0.5, 1e-11, PatternSearch.Polling.OPPORTUNISTIC),
        new CoordinateSearch(2000),
        new CoordinateSearch(2000, 1e-10, 1e-10, CoordinateSearch.Separability.TESTED), new DifferentialEvolution(20_000), new Shade(20_000),
        new Shade(10_000, 30, 6, 0.2, 2.6, Shade.Reduction.LINEAR, 1e-12, 1e-11), new ParticleSwarm(20_000),
        new ParticleSwarm(20_000, 0, 0.7298, 1.49618, ParticleSwarm.Topology.GLOBAL, 1e-12, 1e-11), new NaturalEvolution(20_000),
        new SeparableNaturalEvolution(20_000), new Spsa(20_000), new Spsa(20_000, 0.1, 0.01, 2, 0, 1e-11));
  }

  static double sphere(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += (v - 0.3) * (v - 0.3);
    }
    return sum;
  }

  static Problem free(ToDoubleFunction<double[]> f, double... start) {
    return Problem.minimise(Objective.of(f), Tensor.of(start, 1, start.length));
  }

  static Box box(double low, double high, int d) {
    Tensor zero = Tensor.zeros(DType.FLOAT64, 1, d);
    return new Box(zero.fill(low), Tensor.zeros(DType.FLOAT64, 1, d).fill(high));
  }
}
