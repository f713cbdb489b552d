package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.solvers.quadratic.Bobyqa;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many of Moré and Wild's problems are solved, f(x₀) − f(x) ≥ (1 − τ)(f(x₀) − f_L) with τ = 10⁻⁵, within so many values. */
class DataProfileTest {
  /** How many simplex gradients, n + 1 values each, {@code problem} takes; more than 200 if it is not solved within as many. */
  private static long simplexGradients(MoreWildProblem problem) {
    Problem p = problem.problem(0, 0);
    double start = problem.value(problem.start());
    double target = start - (1 - 1e-5) * (start - problem.least());
    Objective until = (points, order, draw) -> {
      Evaluation e = p.objective().at(points, order, draw);
      for (int j = 0; j < e.values().length; j++) {
        e.reached()[j] = e.values()[j] <= target;
      }
      return e;
    };
    int n = problem.dimension();
    Problem stopped = new Problem(until, p.sense(), p.feasible(), p.start(), p.ids(), p.answer(), p.partial());
    Solution s = new Bobyqa(200L * (n + 1)).solve(stopped, RunContext.of(1));
    return s.outcomes()[0] instanceof Outcome.Reached ? (s.spent()[0].forward() + n) / (n + 1) : Long.MAX_VALUE;
  }

  /** NEWUOA solves 42 within 50. */
  @Test
  void bobyqaSolvesAsManyAsTheReference() {
    long[] needed = MoreWild.problems().stream().mapToLong(DataProfileTest::simplexGradients).toArray();
    assertThat(LongStream.of(needed).filter(g -> g <= 50).count()).isGreaterThanOrEqualTo(42);
    assertThat(LongStream.of(needed).filter(g -> g <= 200).count()).isGreaterThanOrEqualTo(50);
  }
}
