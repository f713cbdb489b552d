package dev.danskin.solvers.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Budget;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.SolverContract;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The evolution strategies. */
public class CmaTest {
  private static CmaEs cma(Bounds bounds, long evaluations) {
    return new CmaEs(0.25, 0, CmaEs.Shape.FULL, true, bounds, new Tolerances(), evaluations);
  }

  @Nested
  class Mapped extends SolverContract {
    @Override
    protected Solver solver() {
      return cma(Bounds.TRANSFORM, 1500);
    }

    @Override
    protected Solver onRosenbrock() {
      return cma(Bounds.TRANSFORM, 5000);
    }
  }

  @Nested
  class Penalised extends SolverContract {
    @Override
    protected Solver solver() {
      return cma(Bounds.PENALTY, 1500);
    }
  }

  @Nested
  class Resampled extends SolverContract {
    @Override
    protected Solver solver() {
      return cma(Bounds.RESAMPLE, 1500);
    }
  }

  @Nested
  class Diagonal extends SolverContract {
    @Override
    protected Solver solver() {
      return new CmaEs(0.25, 0, CmaEs.Shape.DIAGONAL, true, Bounds.TRANSFORM, new Tolerances(), 1500);
    }
  }

  @Nested
  class Doubling extends SolverContract {
    @Override
    protected Solver solver() {
      return new Ipop(new CmaEs(0.25, 1), 9, 2, 3000);
    }
  }

  @Nested
  class TwoRegimes extends SolverContract {
    @Override
    protected Solver solver() {
      return new Bipop(new CmaEs(0.25, 1), 9, 3000);
    }
  }

  /** The defaults that pycma 4.4.0 prints: λ, μ_w, c_1, c_μ, c_c, c_σ, d_σ, sum of the negative weights. */
  @ParameterizedTest
  @CsvSource({"2, 6, 2.0286, 0.15482, 0.085593, 0.62455, 0.57317, 1.5732, -2.2073", "5, 8, 2.6002, 0.047292, 0.047859, 0.45020, 0.43397, 1.4340, -1.9882",
      "10, 10, 3.1673, 0.015284, 0.023552, 0.29499, 0.31961, 1.3196, -1.6489", "20, 12, 3.7295, 0.0043724, 0.0092166, 0.17177, 0.21435, 1.2143, -1.4744",
      "40, 15, 4.5409, 0.0011694, 0.0034052, 0.093009, 0.13758, 1.1376, -1.3434"})
  void constantsAreThoseOfToday(int n, int lambda, double muEff, double c1, double cMu, double cc, double cSigma, double dSigma, double negative) {
    CmaParameters p = CmaParameters.of(n, CmaParameters.population(n), true, 1);
    assertThat(p.lambda()).isEqualTo(lambda);
    assertThat(new double[] {p.muEff(), p.c1(), p.cMu(), p.cc(), p.cSigma(), p.dSigma(), Arrays.stream(p.weights()).filter(w -> w < 0).sum()})
        .containsExactly(new double[] {muEff, c1, cMu, cc, cSigma, dSigma, negative}, Offset.offset(5e-5));
    assertThat(p.c1() / c1).isCloseTo(1, Offset.offset(2e-4));
    assertThat(p.cMu() / cMu).isCloseTo(1, Offset.offset(2e-4));
    assertThat(Arrays.stream(p.weights()).filter(w -> w > 0).sum()).isCloseTo(1, Offset.offset(1e-12));
  }

  private static Tensor row(double... x) {
    return Tensor.of(x, 1, x.length);
  }

  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(1e6, i / (x.length - 1.0)) * x[i] * x[i];
    }
    return sum;
  }

  @Test
  void learnsAnIllConditionedEllipsoidInAFreeSpace() {
    Problem p = Problem.minimise(Objective.of(CmaTest::ellipsoid), row(3, -2, 1, 2, -1));
    Solution s = new CmaEs(1, 5000).solve(p, RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-9);
    assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).isNotEmpty();
  }

  @Test
  void isInvariantUnderMonotoneChangesOfValues() {
    Problem p = Problem.minimise(Objective.of(CmaTest::ellipsoid), row(3, -2, 1));
    Problem q = Problem.minimise(Objective.of(x -> Math.sqrt(ellipsoid(x)) - 7), row(3, -2, 1));
    RunContext run = RunContext.of(4).with(new Budget(600, 0, 0));
    assertThat(new CmaEs(1, 5000).solve(p, run).point().toDoubles()).isEqualTo(new CmaEs(1, 5000).solve(q, run).point().toDoubles());
  }

  @Test
  void saysEveryReason() {
    Solution flat = new CmaEs(1, 5000).solve(Problem.minimise(Objective.of(x -> 1), row(0, 0)), RunContext.of(1));
    assertThat(((Outcome.Finished) flat.outcomes()[0]).reasons()).contains("tolflatfitness: 1");
    assertThat(flat.spent()[0].forward()).isLessThan(100);
    Solution short1 = new CmaEs(1, 50).solve(Problem.minimise(Objective.of(CmaTest::ellipsoid), row(1, 1)), RunContext.of(1));
    assertThat(((Outcome.Finished) short1.outcomes()[0]).reasons()).containsExactly("evaluations: 50");
    assertThat(short1.spent()[0].forward()).isEqualTo(50);
    Solution linear = new CmaEs(1e-3, 50_000).solve(Problem.minimise(Objective.of(x -> x[0]), row(1, 1)), RunContext.of(1));
    assertThat(((Outcome.Finished) linear.outcomes()[0]).reasons()).contains("tolfacupx: 1000.0");
  }

  @Test
  void aFunctionThatIsNowhereDefinedEndsUnstable() {
    Solution s = new CmaEs(1, 5000).solve(Problem.minimise(Objective.of(x -> Double.NaN), row(0, 0)), RunContext.of(1));
    assertThat(s.outcomes()[0]).isEqualTo(new Outcome.Unstable("no finite value was found"));
  }

  @ParameterizedTest
  @EnumSource(Bounds.class)
  void findsAnOptimumOnTheBoundary(Bounds bounds) {
    double[] inf = {Double.NEGATIVE_INFINITY, -1, 0, 2};
    double[] sup = {1, Double.POSITIVE_INFINITY, 3, 2};
    Problem p = new Problem(Objective.of(x -> ellipsoid(new double[] {x[0] - 4, x[1] + 3, x[2] - 1, x[3]})), Sense.MINIMISE, new Box(row(inf), row(sup)),
        row(0, 0, 0, 2), new long[] {0}, Problem.Answer.BEST);
    assertThat(cma(bounds, 20_000).solve(p, RunContext.of(2)).point().toDoubles()).containsExactly(new double[] {1, -1, 1, 2}, Offset.offset(1e-4));
  }

  @ParameterizedTest
  @EnumSource(Bounds.class)
  void worksInSetsThatAreNoBoxes(Bounds bounds) {
    Box box = new Box(row(-2, -2, -2), row(2, 2, 2));
    Problem p = new Problem(Objective.of(x -> -x[0] - x[1] - x[2]), Sense.MINIMISE, new L2Ball(1, box), row(0, 0, 0), new long[] {0}, Problem.Answer.BEST);
    assertThat(cma(bounds, 20_000).solve(p, RunContext.of(2)).values()[0]).isCloseTo(-Math.sqrt(3), Offset.offset(1e-4));
  }

  /** A ball of L∞ cut with bounds is a box. */
  @ParameterizedTest
  @EnumSource(Bounds.class)
  void worksInBallsOfLInf(Bounds bounds) {
    Box box = new Box(row(-2, -0.1, 0), row(2, 2, 2));
    Problem p = new Problem(Objective.of(x -> -x[0] + x[1] + x[2] * x[2]), Sense.MINIMISE, new LInfBall(0.5, box), row(0, 0, 0.3), new long[] {0}, Problem.Answer.BEST);
    assertThat(cma(bounds, 20_000).solve(p, RunContext.of(2)).point().toDoubles()).containsExactly(new double[] {0.5, -0.1, 0}, Offset.offset(1e-4));
  }

  @Test
  void restartsFindWhatOneRunMisses() {
    Objective rastrigin = Objective.of(x -> {
      double sum = 0;
      for (double v : x) {
        sum += v * v + 10 - 10 * StrictMath.cos(2 * Math.PI * v);
      }
      return sum;
    });
    double[] low = new double[5];
    double[] high = new double[5];
    Arrays.fill(low, -4);
    Arrays.fill(high, 4);
    Problem p = new Problem(rastrigin, Sense.MINIMISE, new RegionOfInterest(row(low), row(high)), row(3.1, -2.2, 1.7, 2.9, -3.4), new long[] {0},
        Problem.Answer.BEST);
    for (Solver solver : List.of(new Ipop(new CmaEs(0.25, 1), 9, 2, 200_000), new Bipop(new CmaEs(0.25, 1), 9, 200_000))) {
      assertThat(solver.solve(p, RunContext.of(3)).values()[0]).isLessThan(1e-8);
    }
    assertThat(new CmaEs(0.25, 200_000).solve(p, RunContext.of(3)).values()[0]).isGreaterThan(0.5);
  }

  @Test
  void oneVariableIsEnough() {
    Problem p = new Problem(Objective.of(x -> (x[0] - 0.3) * (x[0] - 0.3)), Sense.MINIMISE, new Everywhere(), row(5), new long[] {0}, Problem.Answer.BEST);
    assertThat(new CmaEs(1, 5000).solve(p, RunContext.of(1)).point().toDoubles()[0]).isCloseTo(0.3, Offset.offset(1e-4));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new CmaEs(0, 10)).hasMessage("expected sigma > 0, found 0.0");
    assertThatThrownBy(() -> new CmaEs(1, 1, CmaEs.Shape.FULL, true, Bounds.PENALTY, new Tolerances(), 10))
        .hasMessage("expected a population of at least 2, or 0 for the default, found 1");
    assertThatThrownBy(() -> new CmaEs(1, 0)).hasMessage("expected at least 1 evaluation, found 0");
    assertThatThrownBy(() -> new Bipop(new CmaEs(1, 1), 17, 10)).hasMessage("expected restarts in [0, 16], found 17");
  }
}
