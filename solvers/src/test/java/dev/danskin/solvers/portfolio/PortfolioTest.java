package dev.danskin.solvers.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.cma.CmaEs;
import dev.danskin.solvers.search.CoordinateSearch;
import dev.danskin.testkit.SolverContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Solvers one after the other. */
public class PortfolioTest {
  @Nested
  class TwoStrategies extends SolverContract {
    @Override
    protected Solver solver() {
      return new Portfolio(List.of(new Leg(new CmaEs(0.1, 100_000), 20, Leg.Begin.START), new Leg(new CmaEs(0.25, 1500), 0, Leg.Begin.BEST)));
    }
  }

  @Nested
  class OneAgain extends SolverContract {
    @Override
    protected Solver solver() {
      return new Portfolio(List.of(new Leg(new CmaEs(0.1, 200), 200, Leg.Begin.START, true, Leg.When.ALWAYS), new Leg(new CmaEs(0.25, 1500), 0, Leg.Begin.BEST)));
    }
  }

  @Nested
  class SumsApart extends SolverContract {
    @Override
    protected Solver solver() {
      return new Portfolio(List.of(new Leg(new CoordinateSearch(1000), 0, Leg.Begin.START, false, Leg.When.SEPARABLE),
          new Leg(new CmaEs(0.25, 1500), 0, Leg.Begin.BEST)));
    }
  }

  private static Tensor row(double... x) {
    return Tensor.of(x, 1, x.length);
  }

  private static double square(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }

  private static Leg leg(double values, Leg.Begin begin) {
    return new Leg(new CmaEs(1e-3, 30), values, begin);
  }

  /** The points at which the parts begin. */
  private static List<Double> begins(Leg.Begin second, List<Double> values) {
    Objective f = Objective.of(x -> {
      values.add(x[0]);
      return square(x);
    });
    Portfolio p = new Portfolio(List.of(leg(6, Leg.Begin.START), leg(0, second)));
    Solution s = p.solve(Problem.minimise(f, row(3, 4)), RunContext.of(1));
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).containsExactly("leg 1: its allowance is spent", "leg 2: evaluations: 30");
    assertThat(s.spent()[0].forward()).isEqualTo(12 + 30);
    return List.of(values.get(0), values.get(12));
  }

  @Test
  void eachPartHasItsAllowanceAndItsPlaceToBegin() {
    assertThat(begins(Leg.Begin.START, new ArrayList<>())).containsExactly(3.0, 3.0);
    List<Double> values = new ArrayList<>();
    assertThat(begins(Leg.Begin.BEST, values).get(1)).isLessThan(3.0).isIn(values.subList(0, 12));
  }

  @Test
  void aPartBeginsAgainElsewhereWhileItsAllowanceLasts() {
    List<Double> values = new ArrayList<>();
    Objective f = Objective.of(x -> {
      values.add(x[0]);
      return square(x);
    });
    Solution s = new Portfolio(List.of(new Leg(new CmaEs(1e-3, 10), 20, Leg.Begin.START, true, Leg.When.ALWAYS))).solve(Problem.minimise(f, row(3, 4)), RunContext.of(1));
    assertThat(s.spent()[0].forward()).isEqualTo(40);
    assertThat(List.of(values.get(0), values.get(10), values.get(20), values.get(30))).doesNotHaveDuplicates().startsWith(3.0);
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).containsExactly("leg 1: its allowance is spent");
  }

  @Test
  void aPartForSumsOverCoordinatesLeavesTheOthers() {
    Portfolio p = new Portfolio(List.of(new Leg(new CmaEs(1e-3, 15), 0, Leg.Begin.START, false, Leg.When.SEPARABLE), leg(0, Leg.Begin.START)));
    Solution sum = p.solve(Problem.minimise(Objective.of(PortfolioTest::square), row(3, 4)), RunContext.of(1));
    assertThat(((Outcome.Finished) sum.outcomes()[0]).reasons()).containsExactly("leg 1: evaluations: 15", "leg 2: evaluations: 30");
    assertThat(sum.spent()[0].forward()).isEqualTo(10 + 15 + 30);
    Solution none = p.solve(Problem.minimise(Objective.of(x -> square(x) + 1e-3 * x[0] * x[1]), row(3, 4)), RunContext.of(1));
    assertThat(((Outcome.Finished) none.outcomes()[0]).reasons()).containsExactly("leg 1: not a sum over coordinates", "leg 2: evaluations: 30");
    assertThat(none.spent()[0].forward()).isEqualTo(10 + 30);
  }

  @Test
  void endsWhenAPartHasReachedTheGoal() {
    Objective square = Objective.of(PortfolioTest::square);
    Objective f = (points, order, draw) -> {
      Evaluation e = square.at(points, order, draw);
      return new Evaluation(e.values(), null, new boolean[] {e.values()[0] < 1e6});
    };
    Portfolio p = new Portfolio(List.of(leg(0, Leg.Begin.START), leg(0, Leg.Begin.START)));
    Solution s = p.solve(Problem.minimise(f, row(3, 4)), RunContext.of(1));
    assertThat(s.outcomes()[0]).isEqualTo(new Outcome.Reached());
    assertThat(s.spent()[0].forward()).isEqualTo(1);
  }

  @Test
  void refusesNothingToDo() {
    assertThatThrownBy(() -> new Portfolio(List.of())).hasMessage("expected at least one leg, found none");
    assertThatThrownBy(() -> leg(-1, Leg.Begin.START)).hasMessage("expected values ≥ 0 for each variable, found -1.0");
  }
}
