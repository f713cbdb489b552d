package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Budget;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The laws of {@link Solver}: extend this class and name a solver set up for boxes of width 2. */
public abstract class SolverContract extends Contract {
  /** The solver on trial, its steps and rates chosen for boxes of width 2. */
  protected abstract Solver solver();

  /** How near to the optimal value of a bowl in a box the solver gets within its own steps. */
  protected double accuracy() {
    return 0.05;
  }

  /** The solver set up for Rosenbrock's function from (−1.2, 1) in a box of width 4; null for a method not made for curved valleys. */
  protected Solver onRosenbrock() {
    return null;
  }

  @Override
  protected Solver subject() {
    return solver();
  }

  @Override
  protected Map<String, String> optOuts() {
    Map<String, String> declined = new TreeMap<>();
    if (onRosenbrock() == null) {
      declined.put("solver13", "onRosenbrock() is null: not made for curved valleys");
    }
    if (!solver().copes()) {
      declined.put("solver16", "copes() is false");
    }
    return declined;
  }

  private static final int SIZE = 3;

  /** Σ (z − c)², a bowl per instance. */
  private static Objective bowl(Tensor centres) {
    return (points, order, draw) -> {
      Tensor d = points.z().minus(centres.rows(points.instance()));
      double[] norm = d.rowNorm2();
      double[] values = new double[norm.length];
      Arrays.setAll(values, i -> norm[i] * norm[i]);
      return evaluation(values, order, d.scale(2), d);
    };
  }

  private static Problem problem(Random random, int n, Objective objective) {
    Tensor low = Tensors.uniform(random, 0, 1, DType.FLOAT64, n, SIZE).fill(-1);
    Tensor high = low.scale(-1);
    long[] ids = new long[n];
    Arrays.setAll(ids, i -> 10 + i);
    return new Problem(objective, Sense.MINIMISE, new Box(low, high), Tensors.uniform(random, -1, 1, DType.FLOAT64, n, SIZE), ids,
        Problem.Answer.BEST);
  }

  private static Tensor centres(Random random, int n) {
    return Tensors.uniform(random, -2, 2, DType.FLOAT64, n, SIZE);
  }

  @Test
  void required_solver01_reachesTheOptimumOfABowlInABox() {
    Property.check(10, random -> {
      Tensor c = centres(random, 4);
      Problem p = problem(random, 4, bowl(c));
      Solution s = solver().solve(p, RunContext.of(1));
      double[] optimum = c.minus(c.clamp(-1, 1)).rowNorm2();
      for (int i = 0; i < 4; i++) {
        assertThat(s.values()[i]).isLessThanOrEqualTo(optimum[i] * optimum[i] + accuracy());
        assertThat(s.outcomes()[i]).isInstanceOf(Outcome.Finished.class);
      }
    });
  }

  @Test
  void required_solver02_theSameSeedGivesTheSameRun() {
    Problem p = problem(new Random(1), 3, bowl(centres(new Random(2), 3)));
    Solver solver = solver();
    assertThat(solver.solve(p, RunContext.of(5)).point().toDoubles()).isEqualTo(solver.solve(p, RunContext.of(5)).point().toDoubles());
  }

  @Test
  void required_solver03_answersAreFeasible() {
    Property.check(10, random -> {
      Problem p = problem(random, 3, bowl(centres(random, 3)));
      Solution s = solver().solve(p, RunContext.of(random.nextLong()));
      assertThat(p.feasible().contains(s.point(), 1e-9)).containsOnly(true);
    });
  }

  @Test
  void required_solver04_reportsTheValueItReturns() {
    Objective f = bowl(centres(new Random(4), 3));
    Solution s = solver().solve(problem(new Random(3), 3, f), RunContext.of(1));
    assertThat(f.at(new Points(s.point(), new int[] {0, 1, 2}), Order.VALUE, 0).values()).isEqualTo(s.values());
  }

  @Test
  void required_solver05_instancesAreIndependent() {
    Tensor c = centres(new Random(5), 3);
    Problem p = problem(new Random(6), 3, bowl(c));
    Solution all = solver().solve(p, RunContext.of(1));
    for (int[] some : new int[][] {{0}, {1}, {2}, {2, 0}}) {
      long[] ids = Arrays.stream(some).mapToLong(i -> p.ids()[i]).toArray();
      Problem apart = new Problem(bowl(c.rows(some)), p.sense(), p.feasible().rows(some), p.start().rows(some), ids, p.answer());
      Solution s = solver().solve(apart, RunContext.of(1));
      assertThat(s.point().toDoubles()).isEqualTo(all.point().rows(some).toDoubles());
      for (int j = 0; j < some.length; j++) {
        assertThat(s.values()[j]).isEqualTo(all.values()[some[j]]);
        assertThat(s.spent()[j]).isEqualTo(all.spent()[some[j]]);
      }
    }
  }

  @Test
  void required_solver06_neverExceedsABudgetAndKeepsItsBest() {
    Problem p = problem(new Random(7), 3, bowl(centres(new Random(8), 3)));
    Solution free = solver().solve(p, RunContext.of(1));
    for (int limit = 0; limit < 6; limit++) {
      Solution s = solver().solve(p, RunContext.of(1).with(new Budget(limit, limit, 0)));
      for (int i = 0; i < 3; i++) {
        boolean enough = free.spent()[i].forward() <= limit && free.spent()[i].backward() <= limit;
        assertThat(s.spent()[i].forward()).isLessThanOrEqualTo(limit);
        assertThat(s.outcomes()[i]).isInstanceOf(enough ? Outcome.Finished.class : Outcome.OutOfBudget.class);
        assertThat(Double.isNaN(s.values()[i])).isEqualTo(limit == 0);
      }
    }
  }

  @Test
  void required_solver07_stopsWhenAsked() {
    Objective bowl = bowl(centres(new Random(10), 2));
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger points = new AtomicInteger();
    Objective f = (p, order, draw) -> {
      calls.incrementAndGet();
      points.addAndGet(p.instance().length);
      return bowl.at(p, order, draw);
    };
    RunContext run = new RunContext(1, "law", Budget.UNLIMITED, () -> calls.get() >= 3, e -> {});
    Solution s = solver().solve(problem(new Random(9), 2, f), run);
    assertThat(s.outcomes()).allMatch(o -> o instanceof Outcome.Stopped);
    assertThat(calls).hasValue(3);
    assertThat(Arrays.stream(s.spent()).mapToLong(c -> c.forward()).sum()).isEqualTo(points.get());
  }

  @Test
  void required_solver08_anInstanceThatIsReachedCostsNothingMore() {
    Objective bowl = bowl(centres(new Random(12), 3));
    List<Integer> together = new ArrayList<>();
    Objective f = (points, order, draw) -> {
      Evaluation e = bowl.at(points, order, draw);
      boolean[] reached = new boolean[e.values().length];
      int of1 = 0;
      for (int j = 0; j < reached.length; j++) {
        reached[j] = points.instance()[j] == 1;
        of1 += reached[j] ? 1 : 0;
      }
      if (of1 > 0) {
        together.add(of1);
      }
      return new Evaluation(e.values(), e.gradient(), reached, null, e.residuals());
    };
    Solution s = solver().solve(problem(new Random(11), 3, f), RunContext.of(1));
    assertThat(together).hasSize(1);
    assertThat(s.outcomes()[1]).isInstanceOf(Outcome.Reached.class);
    assertThat(s.spent()[1].forward()).isEqualTo(together.get(0).intValue());
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
  }

  @Test
  void required_solver09_aBrokenInstanceEndsAloneAndTheOthersGoOn() {
    Objective bowl = bowl(centres(new Random(13), 3));
    Objective f = (points, order, draw) -> {
      Evaluation e = bowl.at(points, order, draw);
      for (int j = 0; j < e.values().length; j++) {
        e.values()[j] = points.instance()[j] == 2 ? Double.NaN : e.values()[j];
      }
      return e;
    };
    Solution s = solver().solve(problem(new Random(14), 3, f), RunContext.of(1));
    Solution sound = solver().solve(problem(new Random(14), 3, bowl), RunContext.of(1));
    assertThat(s.outcomes()[2]).isInstanceOf(Outcome.Unstable.class);
    int[] others = {0, 1};
    assertThat(s.point().rows(others).toDoubles()).isEqualTo(sound.point().rows(others).toDoubles());
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
  }

  @Test
  void required_solver10_costIsNotExceeded() {
    Solution s = solver().solve(problem(new Random(15), 2, bowl(centres(new Random(16), 2))), RunContext.of(1));
    assertThat(s.spent()).allMatch(c -> c.forward() <= solver().cost().forward() && c.backward() <= solver().cost().backward());
  }

  /** Instance 1 is reached from the third draw on, so that what is saved has closed instances too. */
  private static Problem closing(Problem.Answer answer) {
    Objective bowl = bowl(centres(new Random(17), 3));
    Objective f = (points, order, draw) -> {
      Evaluation e = bowl.at(points, order, draw);
      for (int j = 0; j < e.reached().length; j++) {
        e.reached()[j] = points.instance()[j] == 1 && draw >= 2;
      }
      return e;
    };
    Problem p = problem(new Random(18), 3, f);
    return new Problem(f, p.sense(), p.feasible(), p.start(), p.ids(), answer);
  }

  @Test
  void required_solver11_savedAndRestoredGoesOnWithTheSameBytes() {
    for (Problem.Answer answer : Problem.Answer.values()) {
      Problem p = closing(answer);
      List<byte[]> saved = new ArrayList<>();
      Solution whole = Drive.run(solver(), p, RunContext.of(3), keeping(null, saved));
      same(solver().solve(p, RunContext.of(3)), whole);
      assertThat(saved).isNotEmpty();
      for (int step : new TreeSet<>(List.of(0, Math.min(1, saved.size() - 1), Math.min(2, saved.size() - 1), saved.size() / 2, saved.size() - 1))) {
        List<byte[]> again = new ArrayList<>();
        same(Drive.run(solver(), p, RunContext.of(3), keeping(saved.get(step), again)), whole);
        assertThat(again.size()).isEqualTo(saved.size() - step - 1);
        assertThat(again.toArray()).isEqualTo(saved.subList(step + 1, saved.size()).toArray());
      }
    }
  }

  private static Checkpoint keeping(byte[] begin, List<byte[]> saved) {
    return new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.ofNullable(begin).map(Snapshot::of);
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        saved.add(snapshot.get().bytes());
      }
    };
  }

  private static void same(Solution found, Solution expected) {
    assertThat(found.point().toDoubles()).isEqualTo(expected.point().toDoubles());
    assertThat(found.values()).isEqualTo(expected.values());
    assertThat(found.outcomes()).isEqualTo(expected.outcomes());
    assertThat(found.spent()).isEqualTo(expected.spent());
  }

  @Test
  void required_solver12_isImmutableAndServesSeveralThreads() {
    Solver shared = solver();
    Problem p = problem(new Random(19), 3, bowl(centres(new Random(20), 3)));
    Solution alone = solver().solve(p, RunContext.of(4));
    List<CompletableFuture<Solution>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> shared.solve(p, RunContext.of(4))));
    }
    runs.forEach(r -> same(r.join(), alone));
    same(shared.solve(p, RunContext.of(4)), alone);
  }

  /** What was asked for, of a sum of squares with these values. */
  private static Evaluation evaluation(double[] values, Order order, Tensor gradient, Tensor residuals) {
    return new Evaluation(values, order == Order.GRADIENT ? gradient : null, new boolean[values.length], null,
        order == Order.RESIDUALS ? residuals : null);
  }

  /** 100 (z₂ − z₁²)² + (1 − z₁)², least at (1, 1) at the end of a curved valley (Rosenbrock 1960). */
  private static Objective rosenbrock() {
    return (points, order, draw) -> {
      double[] values = new double[points.instance().length];
      Tensor residuals = points.z().mapRows((r, z) -> {
        z[1] = 10 * (z[1] - z[0] * z[0]);
        z[0] = 1 - z[0];
        values[r] = z[1] * z[1] + z[0] * z[0];
      }, points.z().like());
      Tensor g = points.z().mapRows((r, z) -> {
        double bend = z[1] - z[0] * z[0];
        z[0] = -400 * z[0] * bend - 2 * (1 - z[0]);
        z[1] = 200 * bend;
      }, points.z().like());
      return evaluation(values, order, g, residuals);
    };
  }

  @Test
  void optional_solver13_reachesTheMinimumOfRosenbrocksFunction() {
    Tensor high = Tensor.of(new double[] {2, 2}, 1, 2);
    Problem p = new Problem(rosenbrock(), Sense.MINIMISE, new Box(high.scale(-1), high), Tensor.of(new double[] {-1.2, 1}, 1, 2),
        new long[] {7}, Problem.Answer.BEST);
    assertThat(onRosenbrock().solve(p, RunContext.of(1)).values()[0]).isLessThan(0.01);
  }

  /** The curvatures 0.5, 1 and 2 of A, in the orthonormal directions (2, 2, 1)/3, (−2, 1, 2)/3, (1, −2, 2)/3, askew to the box. */
  private static final double[] CURVATURES = {0.5, 1, 2};
  private static final double[][] DIRECTIONS = {{2, 2, 1}, {-2, 1, 2}, {1, -2, 2}};

  /** ½ zᵀAz − bᵀz + ½ bᵀA⁻¹b, the sum of the squares of (½ c)^½ (uᵀz − uᵀb/c) over the directions u and curvatures c. */
  private static Objective quadratic(double[] b) {
    return (points, order, draw) -> {
      double[] values = new double[points.instance().length];
      Tensor residuals = points.z().mapRows((r, z) -> values[r] = quadratic(z, b), points.z().like());
      Tensor g = points.z().mapRows((r, z) -> slope(z, b), points.z().like());
      return evaluation(values, order, g, residuals);
    };
  }

  /** The value; z becomes the residuals. */
  private static double quadratic(double[] z, double[] b) {
    double value = 0;
    double[] at = z.clone();
    for (int k = 0; k < 3; k++) {
      z[k] = Math.sqrt(CURVATURES[k] / 2) * (along(k, at) - along(k, b) / CURVATURES[k]);
      value += z[k] * z[k];
    }
    return value;
  }

  private static double along(int k, double[] z) {
    double[] u = DIRECTIONS[k];
    return (u[0] * z[0] + u[1] * z[1] + u[2] * z[2]) / 3;
  }

  /** z becomes the gradient. */
  private static void slope(double[] z, double[] b) {
    double[] at = z.clone();
    for (int i = 0; i < 3; i++) {
      z[i] = -b[i];
      for (int j = 0; j < 3; j++) {
        z[i] += curvature(i, j) * at[j];
      }
    }
  }

  /** A. */
  private static double curvature(int i, int j) {
    double a = 0;
    for (int k = 0; k < 3; k++) {
      a += CURVATURES[k] * DIRECTIONS[k][i] * DIRECTIONS[k][j] / 9;
    }
    return a;
  }

  /** The least value in the box: each coordinate in turn to its minimiser there, until none moves. */
  private static double least(double[] b) {
    double[] z = new double[3];
    for (int sweep = 0; sweep < 200; sweep++) {
      for (int i = 0; i < 3; i++) {
        double[] g = z.clone();
        slope(g, b);
        z[i] = Math.min(1, Math.max(-1, z[i] - g[i] / curvature(i, i)));
      }
    }
    return quadratic(z, b);
  }

  @Test
  void required_solver14_reachesTheOptimumOfAQuadraticInABox() {
    Property.check(5, random -> {
      double[] b = random.doubles(3, -3, 3).toArray();
      Solution s = solver().solve(problem(random, 1, quadratic(b)), RunContext.of(1));
      assertThat(s.values()[0]).isBetween(least(b) - 1e-9, least(b) + accuracy());
    });
  }

  /** Undefined where the first coordinate is below −0.9; the least value lies elsewhere. */
  @Test
  void optional_solver16_goesRoundPointsWhereTheObjectiveIsUndefined() {
    Property.check(5, random -> {
      Tensor c = Tensors.uniform(random, -0.5, 0.5, DType.FLOAT64, 1, SIZE);
      Objective bowl = bowl(c);
      Objective f = (points, order, draw) -> {
        Evaluation e = bowl.at(points, order, draw);
        double[] z = new double[SIZE];
        for (int j = 0; j < e.values().length; j++) {
          points.z().read(j, z);
          e.values()[j] = z[0] < -0.9 ? Double.NaN : e.values()[j];
        }
        return e;
      };
      Problem some = problem(random, 1, f);
      Problem p = new Problem(f, some.sense(), some.feasible(), Tensor.of(new double[] {-0.8, 0.8, -0.8}, 1, SIZE), some.ids(), some.answer(), true);
      Solution s = solver().solve(p, RunContext.of(1));
      assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
      assertThat(s.values()[0]).isLessThanOrEqualTo(accuracy());
    });
  }

  /** Also where the start is the optimum. */
  @Test
  void optional_solver15_neverWorseThanTheStart() {
    Property.check(10, random -> {
      Tensor c = random.nextBoolean() ? null : centres(random, 3);
      Tensor start = Tensors.uniform(random, -1, 1, DType.FLOAT64, 3, SIZE);
      Objective f = bowl(c == null ? start : c);
      Problem any = problem(random, 3, f);
      Problem p = new Problem(f, any.sense(), any.feasible(), start, any.ids(), any.answer());
      Solution s = solver().solve(p, RunContext.of(random.nextLong()));
      double[] before = f.at(new Points(start, new int[] {0, 1, 2}), Order.VALUE, 0).values();
      for (int i = 0; i < 3; i++) {
        assertThat(s.values()[i]).isLessThanOrEqualTo(before[i]);
      }
    });
  }
}
