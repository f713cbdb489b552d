package dev.danskin.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.quadratic.Bobyqa;
import dev.danskin.testkit.SolverContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Local searches that begin again. */
public class MultiStartTest {
  @Nested
  class OfModels extends SolverContract {
    @Override
    protected Solver solver() {
      return new MultiStart(new Bobyqa(0, 0.2, 1e-3, 1000), 300);
    }
  }

  /** Searches that are cut within their first design, too. */
  @Nested
  class OfCutModels extends SolverContract {
    @Override
    protected Solver solver() {
      return new MultiStart(new Bobyqa(0, 0.2, 1e-3, 40), 300);
    }
  }

  private static Solution solve(Solver solver, double start, ToDoubleFunction<double[]> f) {
    Box box = new Box(Tensor.of(new double[] {-4, -4}, 1, 2), Tensor.of(new double[] {4, 4}, 1, 2));
    return solver.solve(new Problem(Objective.of(f), Sense.MINIMISE, box, Tensor.of(new double[] {start, start}, 1, 2), new long[] {5},
        Problem.Answer.BEST, true), RunContext.of(2));
  }

  /** Two basins; the lower one has its minimum, 0, at (−3, −3). */
  private static double basins(double[] x) {
    double a = (x[0] + 3) * (x[0] + 3) + (x[1] + 3) * (x[1] + 3);
    double b = 1 + (x[0] - 3) * (x[0] - 3) + (x[1] - 3) * (x[1] - 3);
    return Math.min(a, b);
  }

  @Test
  void findsTheLowerOfTwoMinima() {
    Bobyqa local = new Bobyqa(0, 0.1, 1e-6, 1000);
    assertThat(solve(local, 3.5, MultiStartTest::basins).values()[0]).isBetween(1.0, 1.001);
    Solution s = solve(new MultiStart(local, 500), 3.5, MultiStartTest::basins);
    assertThat(s.values()[0]).isLessThan(1e-6);
    assertThat(s.spent()[0].forward()).isEqualTo(500);
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).containsExactly("evaluations: 500");
  }

  @Test
  void beginsAtTheStartThenAtOtherPlaces() {
    List<Double> values = new ArrayList<>();
    solve(new MultiStart(new Bobyqa(0, 0.1, 1e-6, 8), 24), 3.5, x -> {
      values.add(x[0]);
      return basins(x);
    });
    assertThat(values).hasSize(24);
    assertThat(values.get(0)).isEqualTo(3.5);
    assertThat(List.of(values.get(8), values.get(16))).doesNotHaveDuplicates().doesNotContain(3.5).allMatch(v -> Math.abs(v) <= 4);
  }

  @Test
  void aPlaceWhereNothingIsDefinedIsLeft() {
    Solution s = solve(new MultiStart(new Bobyqa(0, 0.05, 1e-6, 1000), 400), 3.5, x -> x[0] > 0 ? Double.NaN : basins(x));
    assertThat(s.values()[0]).isLessThan(1e-6);
  }

  @Test
  void takesSearchesOnly() {
    assertThatThrownBy(() -> new MultiStart(new Adam(0.1, 10), 10)).hasMessageStartingWith("expected a solver that searches by values");
    assertThatThrownBy(() -> new MultiStart(new Bobyqa(10), 0)).hasMessageStartingWith("expected at least 1 evaluation, found 0");
  }
}
