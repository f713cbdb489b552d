package dev.danskin.solvers.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Instances;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.Property;
import dev.danskin.testkit.SolverContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The search by quadratic models. */
public class BobyqaTest {
  @Nested
  class TwicePlusOne extends SolverContract {
    @Override
    protected Solver solver() {
      return new Bobyqa(0, 0.2, 1e-6, 2000);
    }

    @Override
    protected double accuracy() {
      return 1e-6;
    }

    @Override
    protected Solver onRosenbrock() {
      return new Bobyqa(500);
    }
  }

  @Nested
  class FewPoints extends SolverContract {
    @Override
    protected Solver solver() {
      return new Bobyqa(1, 0.2, 1e-6, 2000);
    }

    @Override
    protected double accuracy() {
      return 1e-6;
    }
  }

  @Nested
  class AllPoints extends SolverContract {
    @Override
    protected Solver solver() {
      return new Bobyqa(1000, 0.2, 1e-6, 2000);
    }

    @Override
    protected double accuracy() {
      return 1e-6;
    }

    @Override
    protected Solver onRosenbrock() {
      return new Bobyqa(1000, 0.2, 1e-6, 500);
    }
  }

  private static Tensor row(double... x) {
    return Tensor.of(x, 1, x.length);
  }

  private static Box box(double[] low, double[] high) {
    return new Box(row(low), row(high));
  }

  private static double[] filled(int n, double value) {
    double[] x = new double[n];
    Arrays.fill(x, value);
    return x;
  }

  private static Solution solve(Bobyqa solver, FeasibleSet set, double[] start, ToDoubleFunction<double[]> f) {
    Problem p = new Problem(Objective.of(f), Sense.MINIMISE, set, row(start), new long[] {7}, Problem.Answer.BEST, true);
    return solver.solve(p, RunContext.of(1));
  }

  private static List<String> reasons(Solution s) {
    return ((Outcome.Finished) s.outcomes()[0]).reasons();
  }

  /** How many values it takes until one is at most {@code target}. */
  private static long until(double target, SearchSolver solver, double[] start, ToDoubleFunction<double[]> f) {
    Objective counted = Objective.of(f);
    Problem p = new Problem((points, order, draw) -> {
      var e = counted.at(points, order, draw);
      for (int j = 0; j < e.values().length; j++) {
        e.reached()[j] = e.values()[j] <= target;
      }
      return e;
    }, Sense.MINIMISE, new Everywhere(), row(start), new long[] {7}, Problem.Answer.BEST, true);
    Solution s = solver.solve(p, RunContext.of(1));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Reached.class);
    return s.spent()[0].forward();
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double bend = x[i + 1] - x[i] * x[i];
      sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  private static double[] standardStart(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> i % 2 == 0 ? -1.2 : 1);
    return x;
  }

  /** What Powell's NEWUOA needs, 146 and 1040 values, and a tenth. */
  @Test
  void needsAsManyValuesOnRosenbrocksFunctionAsTheReference() {
    assertThat(until(1e-8, new Bobyqa(0, 0.5, 1e-8, 5000), standardStart(2), BobyqaTest::rosenbrock)).isLessThanOrEqualTo(160);
    assertThat(until(1e-8, new Bobyqa(0, 0.5, 1e-8, 5000), standardStart(10), BobyqaTest::rosenbrock)).isLessThanOrEqualTo(1144);
  }

  @Test
  void aSeparableQuadraticIsKnownAfterTheDesign() {
    Property.check(5, random -> {
      int n = 8;
      double[] c = random.doubles(n, -0.3, 0.3).toArray();
      double[] curvature = random.doubles(n, 0.5, 2).toArray();
      ToDoubleFunction<double[]> f = x -> {
        double sum = 3;
        for (int i = 0; i < n; i++) {
          sum += curvature[i] * (x[i] - c[i]) * (x[i] - c[i]);
        }
        return sum;
      };
      assertThat(until(3 + 1e-6, new Bobyqa(0, 0.5, 1e-8, 5000), new double[n], f)).isLessThanOrEqualTo(2 * n + 1 + 12);
    });
  }

  @Test
  void anyQuadraticIsKnownAfterAFullDesign() {
    Property.check(5, random -> {
      int n = 5;
      double[][] a = new double[n][];
      Arrays.setAll(a, i -> random.doubles(n, -1, 1).toArray());
      double[] c = random.doubles(n, -0.5, 0.5).toArray();
      ToDoubleFunction<double[]> f = x -> {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          double r = x[i] - c[i];
          for (int j = 0; j < n; j++) {
            r += 0.4 * a[i][j] * (x[j] - c[j]);
          }
          sum += r * r;
        }
        return sum;
      };
      assertThat(until(1e-8, new Bobyqa(21, 1, 1e-8, 5000), new double[n], f)).isLessThanOrEqualTo(21 + 12);
    });
  }

  @Test
  void boundsThatHoldTheSolutionAreMetExactly() {
    double[] low = {-1, -1, 0.25, -1};
    double[] high = {0.5, 1, 1, 3};
    ToDoubleFunction<double[]> f = x -> (x[0] - 2) * (x[0] - 2) + (x[1] - 0.125) * (x[1] - 0.125) + x[2] + (x[3] - x[0]) * (x[3] - x[0]);
    Solution s = solve(new Bobyqa(500), box(low, high), new double[] {0.5, 1, 1, -1}, f);
    double[] x = s.point().toDoubles();
    assertThat(x[0]).isEqualTo(0.5);
    assertThat(x[1]).isCloseTo(0.125, Offset.offset(1e-7));
    assertThat(x[2]).isEqualTo(0.25);
    assertThat(x[3]).isCloseTo(0.5, Offset.offset(1e-7));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
  }

  @Test
  void everyPlaceIsWithinTheBoundsAndTheStartIsAmongThem() {
    double[] low = {-0.1, 3, Double.NEGATIVE_INFINITY};
    double[] high = {1e-3, 3 + 1e-9, 2};
    double[] start = {0.3e-3, 3 + 0.2e-9, 2};
    List<double[]> seen = new ArrayList<>();
    Solution s = solve(new Bobyqa(200), box(low, high), start, x -> {
      seen.add(x.clone());
      return x[0] * x[0] - x[1] + (x[2] + 5) * (x[2] + 5);
    });
    assertThat(seen.get(0)).isEqualTo(start);
    for (double[] x : seen) {
      for (int i = 0; i < 3; i++) {
        assertThat(x[i]).isBetween(low[i], high[i]);
      }
    }
    assertThat(s.point().toDoubles()[2]).isCloseTo(-5, Offset.offset(1e-6));
  }

  @Test
  void coordinatesWithoutRoomStayWhereTheyAre() {
    Box flat = box(new double[] {-1, 0.3, -1}, new double[] {1, 0.3, 1});
    Solution s = solve(new Bobyqa(300), flat, new double[] {1, 1, 1}, BobyqaTest::rosenbrock);
    assertThat(s.point().toDoubles()[1]).isEqualTo(0.3);
    assertThat(s.values()[0]).isLessThan(1.0);
    Solution none = solve(new Bobyqa(300), box(new double[] {2, 2}, new double[] {2, 2}), new double[] {0, 0}, BobyqaTest::rosenbrock);
    assertThat(none.point().toDoubles()).containsExactly(2, 2);
    assertThat(none.spent()[0].forward()).isEqualTo(1);
    assertThat(reasons(none)).containsExactly("bounds: no coordinate can move");
  }

  @Test
  void oneVariable() {
    Solution s = solve(new Bobyqa(200), new Everywhere(), new double[] {4}, x -> (x[0] - 1) * (x[0] - 1) * (1 + x[0] * x[0]));
    assertThat(s.point().toDoubles()[0]).isCloseTo(1, Offset.offset(1e-7));
    assertThat(s.spent()[0].forward()).isLessThan(60);
    assertThat(reasons(s)).singleElement().asString().startsWith("rhoend: ");
  }

  @Test
  void onABallItFindsTheBoundary() {
    int n = 4;
    Solution s = solve(new Bobyqa(0, 0.2, 1e-8, 2000), new L2Ball(0.5, box(filled(n, -10), filled(n, 10))), filled(n, 0.1), x -> {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (i + 1) * x[i];
      }
      return sum;
    });
    assertThat(s.values()[0]).isCloseTo(-0.5 * Math.sqrt(30), Offset.offset(1e-6));
  }

  @Test
  void flatFunctionsEndAfterTheDesign() {
    Solution s = solve(new Bobyqa(10_000), new Everywhere(), new double[] {1, 2, 3}, x -> 5);
    assertThat(s.spent()[0].forward()).isEqualTo(7);
    assertThat(reasons(s)).containsExactly("flat: the values at all 7 points are equal");
  }

  @Test
  void linearFunctionsGoOnToTheBound() {
    Solution s = solve(new Bobyqa(10_000), box(filled(3, -1e3), filled(3, 1e3)), new double[3], x -> x[0] - 2 * x[1] + 1e-3 * x[2]);
    assertThat(s.point().toDoubles()).containsExactly(-1e3, 1e3, -1e3);
    assertThat(s.spent()[0].forward()).isLessThan(100);
  }

  @Test
  void whereNothingIsDefinedItEnds() {
    Search s = new Bobyqa(10_000).search(space(new double[] {1, 2}, new Everywhere()));
    double[][] design = s.ask();
    s.tell(design, filled(5, Double.POSITIVE_INFINITY));
    assertThat(s.ask()).isNull();
    assertThat(s.why()).containsExactly("undefined: none of 5 points has a value");
  }

  @Test
  void goesAlongTheEdgeOfWhereTheObjectiveIsDefined() {
    ToDoubleFunction<double[]> f = x -> x[0] + x[1] < 0.5 ? Double.POSITIVE_INFINITY : x[0] * x[0] + 2 * x[1] * x[1];
    Solution s = solve(new Bobyqa(2000), new Everywhere(), new double[] {1, 1}, f);
    assertThat(s.values()[0]).isBetween(1.0 / 6, 0.18);
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
  }

  @Test
  void hugeValuesLeaveTheModelFinite() {
    Solution s = solve(new Bobyqa(3000), new Everywhere(), new double[] {3, 3}, x -> {
      double r = rosenbrock(x);
      return r > 50 ? 1e60 * r : r;
    });
    assertThat(s.values()[0]).isLessThan(1);
    assertThat(s.point().toDoubles()).doesNotContain(Double.NaN);
  }

  /** Values that are noise at the last resolutions: searches end in their own time, near the minimum. */
  @Test
  void noiseDoesNotHoldItUp() {
    Property.check(5, random -> {
      ToDoubleFunction<double[]> f = x -> {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum += (i + 1) * (x[i] - 0.3) * (x[i] - 0.3);
        }
        return sum + 1e-4 * random.nextGaussian();
      };
      Solution s = solve(new Bobyqa(0, 0.2, 1e-12, 20_000), new Everywhere(), filled(6, 1), f);
      assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
      assertThat(s.spent()[0].forward()).isLessThan(5000);
      assertThat(s.values()[0]).isLessThan(0.05);
    });
  }

  private static SearchSpace space(double[] start, FeasibleSet set) {
    return new SearchSpace(new Instances() {
      @Override
      public long[] ids() {
        return new long[] {3};
      }

      @Override
      public Tensor start() {
        return row(start);
      }

      @Override
      public FeasibleSet feasible() {
        return set;
      }
    }, 0, RunContext.of(1));
  }

  private static double[] values(double[][] places) {
    return Arrays.stream(places).mapToDouble(x -> x[0] > 1.5 ? Double.POSITIVE_INFINITY : rosenbrock(x)).toArray();
  }

  /** Through moves of the origin and undefined places. */
  @Test
  void savedAnywhereItGoesOnWithTheSameBytes() {
    for (int npt : new int[] {1, 0, 1000}) {
      Bobyqa solver = new Bobyqa(npt, 0.4, 1e-6, 5000);
      Search whole = solver.search(space(standardStart(4), new Everywhere()));
      int step = 0;
      for (double[][] asked = whole.ask(); asked != null; asked = whole.ask()) {
        whole.tell(asked, values(asked));
        if (step++ % 23 == 0) {
          Snapshot saved = Snapshot.of(whole.save().bytes());
          Search other = solver.search(space(standardStart(4), new Everywhere()));
          other.restore(saved);
          assertThat(other.save()).isEqualTo(saved);
          whole = other;
        }
      }
      Search undisturbed = solver.search(space(standardStart(4), new Everywhere()));
      for (double[][] asked = undisturbed.ask(); asked != null; asked = undisturbed.ask()) {
        undisturbed.tell(asked, values(asked));
      }
      assertThat(step).isGreaterThan(150);
      assertThat(whole.save()).isEqualTo(undisturbed.save());
      assertThat(whole.why()).isEqualTo(undisturbed.why());
    }
  }

  @Test
  void theDesignIsAskedForAtOnceThenOnePlaceAtATime() {
    Search s = new Bobyqa(100).search(space(new double[] {1, 2}, box(new double[] {0, 2}, new double[] {10, 4})));
    double[][] design = s.ask();
    double[][] expected = {{1, 2}, {3, 2}, {1, 2.4}, {0, 2}, {1, 2.8}};
    assertThat(InterpolationSet.flat(design)).containsExactly(InterpolationSet.flat(expected), Offset.offset(1e-12));
    s.tell(design, Arrays.stream(design).mapToDouble(BobyqaTest::rosenbrock).toArray());
    assertThat(s.ask()).hasNumberOfRows(1);
  }

  /** All points in one place, and nothing left of H: the next value tells, a new design is asked for, and the search goes on. */
  @Test
  void aSetThatIsLostIsMadeAnew() {
    Search whole = new Bobyqa(0, 0.2, 1e-8, 5000).search(space(new double[] {2, 3, 4}, new Everywhere()));
    double[][] design = whole.ask();
    whole.tell(design, Arrays.stream(design).mapToDouble(BobyqaTest::bowl).toArray());
    Snapshot sound = whole.save();
    double[] y = sound.doubles("set.y", 21);
    for (int k = 0; k < 7; k++) {
      System.arraycopy(sound.doubles("set.y", 21), 3 * sound.count("set.best", 6), y, 3 * k, 3);
    }
    Snapshot lost = sound.with("set.y", y).with("set.z", new double[21]).with("set.xi", new double[21]);
    Search s = new Bobyqa(0, 0.2, 1e-8, 5000).search(space(new double[] {2, 3, 4}, new Everywhere()));
    s.restore(lost);
    List<Integer> sizes = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (double[][] asked = s.ask(); asked != null; asked = s.ask()) {
      sizes.add(asked.length);
      double[] values = Arrays.stream(asked).mapToDouble(BobyqaTest::bowl).toArray();
      least = Math.min(least, Arrays.stream(values).min().orElseThrow());
      s.tell(asked, values);
    }
    assertThat(sizes.get(0)).isEqualTo(1);
    assertThat(sizes.stream().filter(k -> k > 1)).singleElement().satisfies(k -> assertThat(k).isBetween(4, 6));
    assertThat(least).isLessThan(1e-12);
  }

  private static double bowl(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (i + 1) * (x[i] - 1) * (x[i] - 1);
    }
    return sum;
  }

  @Test
  void settingsAreLookedAt() {
    assertThatThrownBy(() -> new Bobyqa(-1, 0.1, 0.1, 1)).hasMessage("expected npt ≥ 0, found -1; 0 means 2n + 1");
    assertThatThrownBy(() -> new Bobyqa(0, 0, 0.1, 1)).hasMessageStartingWith("expected a finite rhobeg > 0");
    assertThatThrownBy(() -> new Bobyqa(0, 0.1, 0.2, 1)).hasMessageStartingWith("expected rhoend in (0, rhobeg = 0.1]");
    assertThatThrownBy(() -> new Bobyqa(0)).hasMessageStartingWith("expected at least 1 evaluation");
    assertThatThrownBy(() -> new Bobyqa(10).accept(new Everywhere(), Shape.of(1, 3, 32, 32))).hasMessageStartingWith(
        "expected at most 1000 variables, found 3072");
    assertThat(new Bobyqa(0, 0.1, 0.1, 1).points(3)).isEqualTo(7);
    assertThat(new Bobyqa(1, 0.1, 0.1, 1).points(3)).isEqualTo(5);
    assertThat(new Bobyqa(99, 0.1, 0.1, 1).points(3)).isEqualTo(10);
  }
}
