package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Philox;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Solution;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.attacks.LInf;
import dev.danskin.models.Architectures;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.graph.Graph;
import dev.danskin.solvers.ProjectedGradient;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttackProblemsTest {
  private static final double EPS = 0.1;
  private static List<AttackProblem> linear;

  @BeforeAll
  static void problems() {
    linear = AttackProblems.of("linear-linf", network("linear"), DataSources.open("strokes"), new LInf(1), EPS, 3);
  }

  private static Graph network(String architecture) {
    return Architectures.of(architecture, new int[] {1, 28, 28}, 10, Philox.of(4, "test"));
  }

  @Test
  void eachExampleIsAMinimisationOverItsSet() {
    assertThat(linear).hasSize(3).extracting(AttackProblem::instance).containsExactly(1, 2, 3);
    AttackProblem p = linear.get(1);
    assertThat(p.suite()).isEqualTo("attack");
    assertThat(p.dimension()).isEqualTo(784);
    assertThat(p.gradients()).isTrue();
    Problem trial = p.problem(7, 2);
    assertThat(trial.sense()).isEqualTo(Sense.MINIMISE);
    assertThat(trial.feasible().contains(trial.start(), 1e-12)).containsExactly(true);
    assertThat(p.problem(7, 2).start().toDoubles()).containsExactly(trial.start().toDoubles());
    assertThat(p.problem(7, 3).start().toDoubles()).isNotEqualTo(trial.start().toDoubles());
    assertThat(p.problem(8, 2).start().toDoubles()).isNotEqualTo(trial.start().toDoubles());
  }

  @Test
  void gradientsAreThoseOfTheValues() {
    Problem p = linear.get(0).problem(0, 0);
    Evaluation e = p.objective().at(new Points(p.start(), new int[1]), Order.GRADIENT, 0);
    double[] g = e.gradient().toDoubles();
    double[] pixels = linear.get(0).batch().x().toDoubles();
    double[] delta = p.start().toDoubles();
    double h = 1e-5;
    int compared = 0;
    for (int i = 0; i < delta.length; i += 7) {
      double[] high = delta.clone();
      double[] low = delta.clone();
      high[i] += h;
      low[i] -= h;
      if (pixels[i] + low[i] > 0 && pixels[i] + high[i] < 1) {
        assertThat((value(p, high) - value(p, low)) / (2 * h)).as("coordinate %d", i).isCloseTo(g[i], within(1e-6));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private static double value(Problem p, double[] x) {
    return p.objective().at(new Points(Tensor.of(x, 1, 1, 28, 28), new int[1]), Order.VALUE, 0).values()[0];
  }

  /** Five starts find what one does not always: the margin is a maximum over classes. */
  @Test
  void aSolverIsScoredAsAnAttack() {
    for (AttackProblem p : linear) {
      Problem problem = p.problem(1, 0);
      Solution s = new ProjectedGradient(0.05, 40).solve(problem, RunContext.of(1));
      assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
      assertThat(s.values()[0]).isBetween(p.least() - 1e-9, p.least() + 0.05 * Math.abs(p.least()));
      assertThat(p.least()).isLessThan(value(problem, problem.start().toDoubles()) - 1);
    }
  }

  @Test
  void theLeastValueIsTheSameWheneverItIsComputed() {
    List<AttackProblem> again = AttackProblems.of("mlp", network("mlp"), DataSources.open("strokes"), new LInf(1), EPS, 2);
    List<AttackProblem> other = AttackProblems.of("mlp", network("mlp"), DataSources.open("strokes"), new LInf(1), EPS, 1);
    assertThat(other.get(0).least()).isEqualTo(again.get(0).least());
  }

  @Test
  void nothingToAttackIsRefused() {
    assertThatThrownBy(() -> AttackProblems.of("x", network("linear"), DataSources.open("strokes"), new LInf(1), EPS, 0))
        .hasMessage("expected at least 1 example and a radius above 0, found 0 and 0.1");
  }
}
