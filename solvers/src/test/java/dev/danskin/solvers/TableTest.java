package dev.danskin.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Saddle;
import dev.danskin.api.Sense;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every solver on every problem, three instances with data of their own, float64. A tolerance bounds f − f* of every
 * instance; it says what the method can do in its steps, not more.
 */
class TableTest {
  private static final int N = 3;
  private static final int[] ALL = {0, 1, 2};

  /** A function of one instance: its value, and its gradient into {@code g}. */
  private interface Function {
    double at(int instance, double[] z, double[] g);
  }

  private static Objective each(Function f) {
    return (points, order, draw) -> {
      double[] values = new double[points.instance().length];
      double[] g = new double[points.z().rowSize()];
      Tensor gradient = points.z().mapRows((r, z) -> {
        values[r] = f.at(points.instance()[r], z, g);
        System.arraycopy(g, 0, z, 0, z.length);
      }, points.z().like());
      return new Evaluation(values, order == Order.GRADIENT ? gradient : null, new boolean[values.length]);
    };
  }

  /** Σ_k c_k/2 (z_k − a_k)², a differing between instances. */
  private static Objective quadratic(double... curvature) {
    return each((i, z, g) -> {
      double value = 0;
      for (int k = 0; k < z.length; k++) {
        double d = z[k] - centre(i, k);
        value += curvature[k] * d * d / 2;
        g[k] = curvature[k] * d;
      }
      return value;
    });
  }

  private static double centre(int i, int k) {
    return (i + 1) * (k % 2 == 0 ? 0.5 : -0.7);
  }

  /** (a − x)² + 100 (y − x²)², a = 1, 0.8, 0.6, least at (a, a²). */
  private static Objective rosenbrock() {
    return each((i, z, g) -> {
      double a = 1 - 0.2 * i;
      double u = a - z[0];
      double v = z[1] - z[0] * z[0];
      g[0] = -2 * u - 400 * z[0] * v;
      g[1] = 200 * v;
      return u * u + 100 * v * v;
    });
  }

  /** s u v + a u − b v, whose saddle point is u = b/s, v = −a/s. */
  private static Objective bilinear() {
    return each((i, z, g) -> {
      double s = 1 + 0.3 * i;
      g[0] = s * z[1] + 0.2 * i;
      g[1] = s * z[0] - 0.1;
      return s * z[0] * z[1] + 0.2 * i * z[0] - 0.1 * z[1];
    });
  }

  private static double fromSaddle(Tensor z) {
    double most = 0;
    for (int i = 0; i < N; i++) {
      double s = 1 + 0.3 * i;
      most = Math.max(most, Math.hypot(z.get(2 * i) - 0.1 / s, z.get(2 * i + 1) + 0.2 * i / s));
    }
    return most;
  }

  private static Tensor filled(int size, double value) {
    return Tensor.of(new double[N * size], N, size).fill(value);
  }

  private static Solution solve(Solver solver, Objective f, FeasibleSet set, Tensor start) {
    return solver.solve(new Problem(f, Sense.MINIMISE, set, start, new long[] {3, 5, 8}, Problem.Answer.BEST), RunContext.of(1));
  }

  private static void within(Solution s, DoubleUnaryOperator optimum, double tolerance) {
    for (int i = 0; i < N; i++) {
      assertThat(s.outcomes()[i]).isInstanceOf(Outcome.Finished.class);
      assertThat(s.values()[i] - optimum.applyAsDouble(i)).as("instance %d of %s", i, s.values()[i]).isBetween(-1e-12, tolerance);
    }
  }

  /** A method set up for curvatures up to {@code most}, or by its own step length, for {@code steps} steps. */
  private interface Method {
    Solver with(double most, int steps);
  }

  private record Row(String name, Method method, double bowl, double narrow, double rosenbrock, double box) {}

  private static Solver averaged(double rate, int steps) {
    return new FirstOrder(List.of(new Rate(rate)), steps, 0.1, 1);
  }

  /** Tolerances: a bowl (200 steps), one of condition 100 (1000), Rosenbrock (20,000), active bounds (200). */
  static Stream<Row> rows() {
    return Stream.of(
        new Row("sgd", (l, t) -> new Sgd(1 / l, t), 1e-12, 1e-7, 1e-4, 1e-12),
        new Row("heavy ball", (l, t) -> new Sgd(0.5 / l, t, 0.9, false, 0, Schedule.CONSTANT, 0), 1e-9, 1e-12, 1e-12, 1e-9),
        new Row("nesterov", (l, t) -> new Sgd(0.5 / l, t, 0.9, true, 0, Schedule.CONSTANT, 0.05), 1e-12, 1e-12, 1e-12, 1e-12),
        new Row("clipped", (l, t) -> new FirstOrder(t, new Clip(50), new ClipValue(40), new Rate(1 / l)), 1e-12, 1e-7, 1e-4, 1e-12),
        new Row("averaged", (l, t) -> averaged(1 / l, t), 1e-12, 1e-7, 1e-4, 1e-12),
        new Row("adam", (l, t) -> new Adam(0.1, t, 0.9, 0.99, 1e-8, Schedule.COSINE, 0), 1e-4, 1e-12, 1e-12, 1e-6),
        new Row("adamw", (l, t) -> new AdamW(0.1, t, 1e-7, 0.9, 0.99, 1e-8, Schedule.COSINE, 0.05), 1e-4, 1e-12, 1e-12, 1e-6),
        new Row("pgd", (l, t) -> new ProjectedGradient(0.2, t, ProjectedGradient.Direction.STEEPEST, 0, Schedule.LINEAR), 1e-5, 1e-5, 1e-6,
            1e-12),
        new Row("extragradient", (l, t) -> new Extragradient(0.7 / l, t), 1e-12, 1e-5, 1e-3, 1e-12),
        new Row("optimistic", (l, t) -> new OptimisticGradient(0.4 / l, t), 1e-12, 2e-3, 1e-2, 1e-12));
  }

  static Stream<Arguments> named() {
    return rows().map(r -> Arguments.of(r.name(), r));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void aBowl(String name, Row row) {
    Solution s = solve(row.method().with(1, 200), quadratic(1, 1, 1), new Everywhere(), filled(3, 2));
    within(s, i -> 0, row.bowl());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void aNarrowBowl(String name, Row row) {
    Solution s = solve(row.method().with(100, 1000), quadratic(1, 10, 100), new Everywhere(), filled(3, 2));
    within(s, i -> 0, row.narrow());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void rosenbrocksValley(String name, Row row) {
    Tensor start = Tensor.of(new double[] {-1.2, 1, -1, 1, -0.8, 0.9}, N, 2);
    Solution s = solve(row.method().with(1600, 20_000), rosenbrock(), new Everywhere(), start);
    within(s, i -> 0, row.rosenbrock());
  }

  /** The centre lies outside of the box in some coordinates, inside in others. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void aQuadraticWithActiveBounds(String name, Row row) {
    Box box = new Box(filled(3, -0.9), filled(3, 1.2));
    Objective f = quadratic(1, 2, 4);
    Tensor best = Tensor.of(new double[9], N, 3).mapRows((i, z) -> {
      for (int k = 0; k < 3; k++) {
        z[k] = Math.min(Math.max(centre(i, k), -0.9), 1.2);
      }
    }, filled(3, 0));
    double[] optimum = f.at(new Points(best, ALL), Order.VALUE, 0).values();
    Solution s = solve(row.method().with(4, 200), f, box, filled(3, 1));
    within(s, i -> optimum[(int) i], row.box());
    assertThat(box.contains(s.point(), 0)).containsOnly(true);
  }

  static Stream<Arguments> saddles() {
    return Stream.of(
        Arguments.of(new Extragradient(0.4, 500), true),
        Arguments.of(new OptimisticGradient(0.25, 1000), true),
        Arguments.of(new Sgd(0.25, 500), false),
        Arguments.of(new Sgd(0.25, 500, 0.5, false, 0, Schedule.CONSTANT, 0), false),
        Arguments.of(new Adam(0.05, 1000), false));
  }

  /** From a start near the saddle point: the last point of some methods comes to it, of plain descent it leaves. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("saddles")
  void aBilinearSaddle(Solver solver, boolean converges) {
    Tensor start = filled(2, 0.3);
    Problem p = new Saddle(bilinear(), 1).problem(new Box(filled(2, -2), filled(2, 2)), start);
    Solution s = solver.solve(p, RunContext.of(1));
    if (converges) {
      assertThat(fromSaddle(s.point())).isLessThan(1e-8);
    } else {
      assertThat(fromSaddle(s.point())).isGreaterThan(0.5 * fromSaddle(start));
    }
  }

  @Test
  void theAverageOfACircleIsNearItsCentre() {
    Problem p = new Saddle(bilinear(), 1).problem(new Everywhere(), filled(2, 0.3));
    Solver last = new FirstOrder(2000, new Rate(1e-3));
    Solver mean = new FirstOrder(List.of(new Rate(1e-2)), 2000, 1, 1);
    assertThat(fromSaddle(last.solve(p, RunContext.of(1)).point())).isGreaterThan(0.2);
    assertThat(fromSaddle(mean.solve(p, RunContext.of(1)).point())).isLessThan(0.1);
  }
}
