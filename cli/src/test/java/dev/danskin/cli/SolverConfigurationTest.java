package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Norm;
import dev.danskin.api.Solver;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.solvers.Adam;
import dev.danskin.solvers.AdamW;
import dev.danskin.solvers.Clip;
import dev.danskin.solvers.ClipValue;
import dev.danskin.solvers.Decay;
import dev.danskin.solvers.Direct;
import dev.danskin.solvers.Extragradient;
import dev.danskin.solvers.FirstOrder;
import dev.danskin.solvers.Momentum;
import dev.danskin.solvers.Normalise;
import dev.danskin.solvers.Optimism;
import dev.danskin.solvers.OptimisticGradient;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Rate;
import dev.danskin.solvers.ScaleByAdam;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.Sgd;
import dev.danskin.solvers.search.CoordinateSearch;
import dev.danskin.solvers.search.DifferentialEvolution;
import dev.danskin.solvers.search.Mutation;
import dev.danskin.solvers.search.NaturalEvolution;
import dev.danskin.solvers.search.NelderMead;
import dev.danskin.solvers.search.ParticleSwarm;
import dev.danskin.solvers.search.PatternSearch;
import dev.danskin.solvers.search.QuasiRandomSearch;
import dev.danskin.solvers.search.SeparableNaturalEvolution;
import dev.danskin.solvers.search.Shade;
import dev.danskin.solvers.search.Spsa;
import dev.danskin.solvers.stopping.StoppingRule;
import dev.danskin.solvers.stopping.Until;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solvers by name: short configurations give the defaults, and canonical ones build equal components. */
class SolverConfigurationTest {
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());

  private static Solver built(String yaml) {
    return COMPOSER.build(Solver.class, Trees.parse(yaml, "test"), "solver");
  }

  @Test
  void shortConfigurationsGiveTheDefaultsOfTheConstructors() {
    assertThat(built("adam: {rate: 1e-3, steps: 2000}")).isEqualTo(new Adam(1e-3, 2000));
    assertThat(built("adamw: {rate: 1e-3, steps: 2000}")).isEqualTo(new AdamW(1e-3, 2000));
    assertThat(built("sgd: {rate: 0.1, steps: 1000}")).isEqualTo(new Sgd(0.1, 1000));
    assertThat(built("pgd: {rate: 2/255, steps: 10}")).isEqualTo(new ProjectedGradient(2 / 255., 10));
    assertThat(built("first-order: {transforms: [{clip: {norm: 1}}, momentum, adam, {rate: {rate: 0.1}}], steps: 5}"))
        .isEqualTo(new FirstOrder(5, new Clip(1), new Momentum(0.9, false), new ScaleByAdam(0.9, 0.999, 1e-8), new Rate(0.1)));
  }

  @Test
  void shortConfigurationsOfSearchesToo() {
    assertThat(built("nelder-mead")).isEqualTo(new NelderMead(100_000));
    assertThat(built("pattern-search")).isEqualTo(new PatternSearch(100_000));
    assertThat(built("coordinate-search: {evaluations: 7}")).isEqualTo(new CoordinateSearch(7));
    assertThat(built("de")).isEqualTo(new DifferentialEvolution(100_000));
    assertThat(built("shade")).isEqualTo(new Shade(100_000));
    assertThat(built("pso")).isEqualTo(new ParticleSwarm(100_000));
    assertThat(built("xnes")).isEqualTo(new NaturalEvolution(100_000));
    assertThat(built("snes")).isEqualTo(new SeparableNaturalEvolution(100_000));
    assertThat(built("spsa")).isEqualTo(new Spsa(100_000));
    assertThat(built("quasi-random")).isEqualTo(new QuasiRandomSearch(10_000));
    assertThat(built("until: {solver: pso, rule: {any-of: {rules: [{target: {value: 1e-8}}, {all-of: {rules: [{evaluations: {most: 9}}, "
        + "{stagnation: {evaluations: 5, tolerance: 0.1}}, {seconds: {most: 60}}]}}]}}}"))
        .isEqualTo(new Until(new ParticleSwarm(100_000), StoppingRule.anyOf(StoppingRule.target(1e-8), StoppingRule.allOf(
            StoppingRule.evaluations(9), StoppingRule.stagnation(5, 0.1), StoppingRule.seconds(60)))));
  }

  static List<Solver> solvers() {
    return List.of(new Adam(1e-3, 5), new AdamW(0.1, 5), new Sgd(0.1, 5, 0.9, true, 5e-4, Schedule.COSINE, 0.05), new Extragradient(0.1, 5),
        new OptimisticGradient(0.1, 5), new FirstOrder(List.of(new Clip(1), new ClipValue(2), new Normalise(Norm.LINF), new Optimism(),
            new Momentum(0.5, true), new ScaleByAdam(0.5, 0.6, 1e-7), new Decay(0.1), new Direct(ProjectedGradient.Direction.SIGN),
            new Rate(0.1, Schedule.STEPS, 0.2)), 5, 0.5, 0.99),
        new DifferentialEvolution(9, 8, Mutation.CURRENT_TO_PBEST_1, 0.6, 0.5, 0.3, 1e-3, 1e-4),
        new Shade(9, 8, 7, 0.3, 2.6, Shade.Reduction.LINEAR, 1e-3, 1e-4),
        new Until(new Spsa(9, 0.1, 0.2, 3, 0, 1e-3), StoppingRule.anyOf(StoppingRule.target(-1e9), StoppingRule.evaluations(3))));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aCanonicalConfigurationBuildsAnEqualSolver(Solver solver) {
    assertThat(COMPOSER.build(Solver.class, COMPOSER.render(Solver.class, solver), "solver")).isEqualTo(solver);
  }

  @Test
  void anUnknownTransformIsNamedWithItsPlace() {
    assertThatThrownBy(() -> built("first-order: {transforms: [{clip: {norm: 1}}, momentun], steps: 5}"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("solver.first-order.transforms[1]: no Transform named 'momentun'; did you mean 'momentum'?");
  }
}
