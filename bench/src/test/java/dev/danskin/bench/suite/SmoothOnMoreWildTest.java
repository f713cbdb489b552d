package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Budget;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.solvers.smooth.Differences;
import dev.danskin.solvers.smooth.LBfgsB;
import dev.danskin.solvers.smooth.LevenbergMarquardt;
import org.junit.jupiter.api.Test;

/** How many of the 53 problems are solved to 10⁻⁵ of what there is to gain, within 50 (n + 1) values, differences among them. */
class SmoothOnMoreWildTest {
  /** SciPy's trust region reflective solves 51, its Levenberg-Marquardt 49. */
  @Test
  void levenbergMarquardtSolves51() {
    assertThat(solved(new LevenbergMarquardt())).isGreaterThanOrEqualTo(51);
  }

  /** SciPy's L-BFGS-B solves 44. */
  @Test
  void lBfgsBByDifferencesSolves44() {
    assertThat(solved(new Differences(new LBfgsB()))).isGreaterThanOrEqualTo(44);
  }

  private static long solved(Solver solver) {
    return MoreWild.problems().stream().filter(p -> solves(solver, p)).count();
  }

  private static boolean solves(Solver solver, MoreWildProblem p) {
    Problem problem = p.problem(1, 0);
    long values = 50L * (p.dimension() + 1);
    double begin = problem.objective().at(new Points(problem.start(), new int[1]), Order.VALUE, 0).values()[0];
    double end = solver.solve(problem, RunContext.of(1).with(new Budget(values, values, 0))).values()[0];
    return begin - end >= (1 - 1e-5) * (begin - p.least());
  }
}
