package dev.danskin.solvers.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Schedule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmoothMethodsTest {
  static Stream<Solver> methods() {
    return Stream.of(new LBfgsB(), new LimitedMemory(), new Bfgs(), new ConjugateGradient(), new NewtonCG(), new TrustNewton(),
        new DescentMethod(new LimitedQuasiNewton(5), new StrongWolfe(), 1e-5, 1e-12, 1000),
        new DescentMethod(new DenseQuasiNewton(), new Backtracking(), 1e-5, 1e-12, 1000),
        new DescentMethod(new InexactNewton(50), new HagerZhang(), 1e-5, 1e-12, 1000), new Differences(new LBfgsB()));
  }

  private static Solution solved(Solver s, Problem p) {
    return s.solve(p, RunContext.of(1));
  }

  private static List<String> reasons(Solution s) {
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
    return ((Outcome.Finished) s.outcomes()[0]).reasons();
  }

  /** SciPy 1.10.1 needs 43, 86, 616 and 5743. */
  @ParameterizedTest
  @CsvSource({"2, 43", "10, 86", "100, 616", "1000, 5743"})
  void lBfgsBGoesAlongTheChainedValleyInFewCalls(int n, int most) {
    int[] calls = new int[1];
    Solution s = solved(new LBfgsB(10, 0, 0, 20_000), Functions.minimise(Functions::rosenbrock, 1e-8, calls, Functions.valley(n)));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Reached.class);
    assertThat(calls[0]).isLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theEndOfTheValleyIsFound(Solver method) {
    Solution s = solved(method, Functions.minimise(Functions::rosenbrock, Functions.valley(3)));
    assertThat(s.values()[0]).isLessThan(1e-7);
    assertThat(reasons(s)).isNotEmpty();
  }

  /** A ball of L∞ cut with bounds is a box. */
  @ParameterizedTest
  @MethodSource("methods")
  void ballsOfLInfAreBoxes(Solver method) {
    Box box = new Box(Tensor.of(new double[] {-2, -0.1}, 1, 2), Tensor.of(new double[] {2, 2}, 1, 2));
    Problem p = Functions.minimise((x, g) -> {
      g[0] = 2 * (x[0] - 3);
      g[1] = 2 * (x[1] + 3);
      return (x[0] - 3) * (x[0] - 3) + (x[1] + 3) * (x[1] + 3);
    }, 0, 0).over(new LInfBall(0.5, box));
    method.accept(p.feasible(), p.start().shape());
    assertThat(solved(method, p).point().toDoubles()).containsExactly(new double[] {0.5, -0.1}, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aStartAtTheSolutionEndsAtOnce(Solver method) {
    Solution s = solved(method, Functions.minimise(Functions::rosenbrock, 1, 1, 1));
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(4);
    assertThat(reasons(s)).anyMatch(r -> r.startsWith("gtol"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aFlatFunctionEndsWithAReason(Solver method) {
    Solution s = solved(method, Functions.minimise((x, g) -> 7, 1, 2));
    assertThat(reasons(s)).isNotEmpty();
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void oneVariableIsEnough(Solver method) {
    Solution s = solved(method, Functions.minimise(Functions::quadratic, 25));
    assertThat(s.point().toDoubles()[0]).isCloseTo(1, within(1e-4));
  }

  /** x − ln x: NaN at x ≤ 0, where a step of 1 from 0.05 along −∇f does not lead, but longer ones from 20 do. */
  @ParameterizedTest
  @MethodSource("methods")
  void aBarrierIsNotLeft(Solver method) {
    for (double begin : new double[] {0.05, 20}) {
      Solution s = solved(method, Functions.minimise((x, g) -> {
        g[0] = 10 - 10 / x[0];
        g[1] = 2 * x[1];
        return 10 * (x[0] - StrictMath.log(x[0])) + x[1] * x[1];
      }, begin, 3));
      assertThat(s.values()[0]).isCloseTo(10, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void pointsWhereNothingIsDefinedAreGoneRound(Solver method) {
    Solution s = solved(method, Functions.minimise((x, g) -> {
      double f = Functions.quadratic(x, g);
      return x[0] + x[1] < -1 ? Double.NaN : x[0] > 4 ? Double.POSITIVE_INFINITY : f;
    }, 3.9, -4.8));
    assertThat(s.values()[0]).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void anUndefinedStartIsToldAsSuch(Solver method) {
    Solution s = solved(method, Functions.minimise((x, g) -> Double.NaN, 1, 2));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Unstable.class);
  }

  /** Half of the bounds are infinite; one holds at the solution. */
  @ParameterizedTest
  @MethodSource("methods")
  void boundsMayBeInfinite(Solver method) {
    double far = Double.POSITIVE_INFINITY;
    Box box = new Box(Functions.row(-far, 2, -far), Functions.row(0.5, far, far));
    Solution s = solved(method, Functions.minimise(Functions::quadratic, -3, 7, 9).over(box));
    double[] x = s.point().toDoubles();
    assertThat(x[0]).isCloseTo(0.5, within(1e-6));
    assertThat(x[1]).isCloseTo(2, within(1e-6));
    assertThat(x[2]).isCloseTo(1, within(1e-4));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aLinearFunctionEndsInItsCorner(Solver method) {
    Box box = new Box(Functions.row(-1, -2, -3), Functions.row(4, 5, 6));
    Solution s = solved(method, Functions.minimise((x, g) -> {
      g[0] = 1;
      g[1] = -1e-3;
      g[2] = 5;
      return x[0] - 1e-3 * x[1] + 5 * x[2];
    }, 0, 0, 0).over(box));
    assertThat(s.point().toDoubles()).containsExactly(-1, 5, -3);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void activeBoundsAreThoseOfProjectedGradient(Solver method) {
    Tensor high = Functions.row(0.5, 0.5, 0.5, 0.5, 0.5);
    Problem p = Functions.minimise(Functions::rosenbrock, Functions.valley(5)).over(new Box(high.scale(-1), high));
    Solution slow = solved(new ProjectedGradient(1e-3, 20_000, ProjectedGradient.Direction.RAW, 0, Schedule.CONSTANT), p);
    assertThat(solved(method, p).values()[0]).isCloseTo(slow.values()[0], within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void otherSetsAreRefusedInASentence(Solver method) {
    Problem p = Functions.minimise(Functions::quadratic, 0, 0).over(new L2Ball(1, new Box(Functions.row(-2, -2), Functions.row(2, 2))));
    assertThatThrownBy(() -> solved(method, p)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected a box");
  }

  /** With exact steps conjugate gradients and BFGS end after as many steps as there are curvatures (and the start). */
  @Test
  void aQuadraticTakesAsManyStepsAsItHasVariables() {
    for (Descent d : List.of(new ConjugateDirections(), new DenseQuasiNewton())) {
      LineSearch exact = new ExactSteps();
      Solution s = solved(new DescentMethod(d, exact, 1e-8, 0, 5), Functions.minimise(Functions::quadratic, 5, -3, 2, 8, -1));
      assertThat(reasons(s)).as(d.toString()).anyMatch(r -> r.startsWith("gtol"));
    }
  }

  /** The minimiser of a parabola, from two slopes. */
  private record ExactSteps() implements LineSearch {
    @Override
    public Found search(Line line, double first) {
      Sample s = line.at(first);
      return new Found(line.at(first * line.start().slope() / (line.start().slope() - s.slope())));
    }

    @Override
    public int evaluations() {
      return 2;
    }
  }

  /** f(x) and a value for each variable; central differences have two. */
  @Test
  void differencesAreCounted() {
    Objective f = Objective.of(x -> x[0] * x[0] + 3 * x[1] * x[1]);
    Problem p = Problem.minimise(f, Functions.row(0, 0));
    assertThat(solved(new Differences(new LBfgsB()), p).spent()[0].forward()).isEqualTo(3);
    assertThat(solved(new Differences(new LBfgsB(), Differences.Scheme.CENTRAL, 100), p).spent()[0].forward()).isEqualTo(5);
  }

  @Test
  void differencesEndWithTheirEvaluations() {
    Objective f = Objective.of(x -> Functions.rosenbrock(x, new double[x.length]));
    Problem p = Problem.minimise(f, Functions.row(-1.2, 1));
    Solution s = solved(new Differences(new LBfgsB(), Differences.Scheme.FORWARD, 20), p);
    assertThat(s.spent()[0].forward()).isEqualTo(18);
    assertThat(reasons(s)).containsExactly("evaluations: 20");
  }

  /** Nothing is asked beyond the box, not even where it is a point wide. */
  @Test
  void differencesTurnInwards() {
    for (Differences.Scheme scheme : Differences.Scheme.values()) {
      Box box = new Box(Functions.row(0, 3, -1e-12), Functions.row(1, 3, 0));
      Objective f = Objective.of(x -> {
        assertThat(x[0]).isBetween(0.0, 1.0);
        assertThat(x[1]).isEqualTo(3);
        assertThat(x[2]).isBetween(-1e-12, 0.0);
        return (x[0] - 2) * (x[0] - 2) + x[1] + x[2];
      });
      Solution s = solved(new Differences(new LBfgsB(), scheme, 1000), Problem.minimise(f, Functions.row(0, 3, 0)).over(box));
      assertThat(s.point().get(0)).isCloseTo(1, within(1e-9));
    }
  }

  /** x₁ e^{x₂ t} through four points without noise. */
  @Test
  void levenbergAndMarquardtFitACurveInABoxToo() {
    Objective f = Objective.leastSquares(x -> {
      double[] r = new double[4];
      for (int t = 0; t < 4; t++) {
        r[t] = x[0] * StrictMath.exp(x[1] * t) - 3 * StrictMath.exp(-0.7 * t);
      }
      return r;
    });
    Problem p = Problem.minimise(f, Functions.row(1, 0));
    for (LevenbergMarquardt.Scaling scaling : LevenbergMarquardt.Scaling.values()) {
      LevenbergMarquardt method = new LevenbergMarquardt(scaling, 1e-10, 1e-10, 0, 100, 100);
      assertThat(solved(method, p).values()[0]).isLessThan(1e-12);
      Solution s = solved(method, p.over(new Box(Functions.row(0, -0.5), Functions.row(10, 10))));
      assertThat(s.point().get(1)).isEqualTo(-0.5);
      assertThat(s.point().get(0)).isCloseTo(bestFactor(), within(1e-5));
    }
    assertThatThrownBy(() -> solved(new LevenbergMarquardt(), Problem.minimise(Objective.of(x -> x[0]), Functions.row(0))))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RESIDUALS");
  }

  /** The x₁ that fits best where x₂ = −0.5. */
  private static double bestFactor() {
    double above = 0;
    double below = 0;
    for (int t = 0; t < 4; t++) {
      above += 3 * StrictMath.exp(-0.7 * t) * StrictMath.exp(-0.5 * t);
      below += StrictMath.exp(-0.5 * t) * StrictMath.exp(-0.5 * t);
    }
    return above / below;
  }

  @Test
  void theFirstOrderConditionInFreeSpaceIsTheGradient() {
    Solution s = solved(new LBfgsB(10, 1e-9, 0, 1000), Functions.minimise(Functions::rosenbrock, Functions.valley(4)).over(new Everywhere()));
    double[] g = new double[4];
    Functions.rosenbrock(s.point().toDoubles(), g);
    assertThat(Vectors.largest(g)).isLessThan(1e-6);
    assertThat(reasons(s)).anyMatch(r -> r.startsWith("gtol"));
  }
}
