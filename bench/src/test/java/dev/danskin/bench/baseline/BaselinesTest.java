package dev.danskin.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Budget;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.suite.Bbob;
import dev.danskin.bench.suite.BbobFunction;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {
  private static final long ENOUGH = 2000;

  static Set<String> names() {
    return Baselines.all().keySet();
  }

  private static Solver solver(String name, int dimension, long evaluations) {
    return Baselines.all().get(name).of(dimension, evaluations);
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsTheMinimumOfASphere(String name) {
    BbobFunction sphere = Bbob.problem(1, 1, 3);
    Solution s = solver(name, 3, ENOUGH).solve(sphere.problem(0, 0), RunContext.of(3));
    assertThat(s.values()[0] - sphere.least()).as(name).isLessThan(1e-8);
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(ENOUGH);
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithItsEvaluations(String name) {
    Problem p = Bbob.problem(15, 1, 4).problem(0, 0);
    Solution s = solver(name, 4, 700).solve(p, RunContext.of(3));
    assertThat(s.spent()[0].forward()).isEqualTo(700);
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).containsExactly("evaluations: 700");
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithTheBudgetAndKeepsTheBest(String name) {
    Problem p = Bbob.problem(8, 1, 4).problem(0, 0);
    Solution s = solver(name, 4, ENOUGH).solve(p, RunContext.of(3).with(new Budget(60, 0, 0)));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.OutOfBudget.class);
    assertThat(s.spent()[0].forward()).isEqualTo(60);
    assertThat(s.values()[0]).isEqualTo(Bbob.problem(8, 1, 4).value(s.point().toDoubles()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void repeatsItself(String name) {
    Problem p = Bbob.problem(10, 2, 3).problem(1, 0);
    Solution first = solver(name, 3, 500).solve(p, RunContext.of(8));
    Solution again = solver(name, 3, 500).solve(p, RunContext.of(8));
    assertThat(again.point().toDoubles()).containsExactly(first.point().toDoubles());
  }

  /** Two instances, the second with its minimum outside the box. */
  @ParameterizedTest
  @MethodSource("names")
  void staysInABox(String name) {
    Objective bowl = Objective.of(x -> (x[0] - 3) * (x[0] - 3) + (x[1] + 0.25) * (x[1] + 0.25));
    Tensor start = Tensor.of(new double[] {0.5, 0.5, -0.5, 0.1}, 2, 2);
    Box box = new Box(start.like().fill(-1), start.like().fill(1));
    Solution s = solver(name, 2, ENOUGH).solve(Problem.minimise(bowl, start).over(box), RunContext.of(2));
    for (int i = 0; i < 2; i++) {
      assertThat(s.values()[i]).as(name).isBetween(4.0, 4.0001);
    }
    assertThat(box.contains(s.point(), 0)).containsExactly(true, true);
  }

  @Test
  void tooFewDimensionsAreRefused() {
    assertThatThrownBy(() -> solver("hipparchus-bobyqa", 1, 10))
        .hasMessage("hipparchus-bobyqa needs at least 2 dimensions, found 1; choose another method");
    assertThatThrownBy(() -> solver("hipparchus-cg", 1, 0)).hasMessage("expected at least 1 evaluation, found 0");
    assertThat(Baselines.all()).hasSize(8);
  }
}
