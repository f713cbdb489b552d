package dev.danskin.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.AskTell;
import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Instances;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Workers;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all searches by values have in common, beyond the laws; and what is special about each. */
class SearchesTest {
  static Stream<SearchSolver> all() {
    return Stream.concat(local(), Stream.of(new QuasiRandomSearch(2000)));
  }

  /** Those that converge. */
  static Stream<SearchSolver> local() {
    return Stream.of(new NelderMead(20_000), new PatternSearch(20_000),
        new PatternSearch(20_000, 0.1, 2, 0.5, 1e-11, PatternSearch.Polling.COMPLETE),
        new PatternSearch(20_000, 0.1, 2, 0.5, 1e-11, PatternSearch.Polling.OPPORTUNISTIC),
        new CoordinateSearch(2000), new DifferentialEvolution(20_000), new Shade(20_000),
        new Shade(10_000, 30, 6, 0.2, 2.6, Shade.Reduction.LINEAR, 1e-12, 1e-11), new ParticleSwarm(20_000),
        new ParticleSwarm(20_000, 0, 0.7298, 1.49618, ParticleSwarm.Topology.GLOBAL, 1e-12, 1e-11), new NaturalEvolution(20_000),
        new SeparableNaturalEvolution(20_000), new Spsa(20_000), new Spsa(20_000, 0.1, 0.01, 2, 0, 1e-11));
  }

  private static double sphere(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += (v - 0.3) * (v - 0.3);
    }
    return sum;
  }

  private static Problem free(ToDoubleFunction<double[]> f, double... start) {
    return Problem.minimise(Objective.of(f), Tensor.of(start, 1, start.length));
  }

  private static Box box(double low, double high, int d) {
    Tensor zero = Tensor.zeros(DType.FLOAT64, 1, d);
    return new Box(zero.fill(low), Tensor.zeros(DType.FLOAT64, 1, d).fill(high));
  }

  @ParameterizedTest
  @MethodSource("local")
  void findsTheMinimumWithoutBounds(SearchSolver solver) {
    Solution s = solver.solve(free(SearchesTest::sphere, -1, 1, 0.5), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
    assertThat(s.outcomes()[0]).isInstanceOfSatisfying(Outcome.Finished.class, f -> assertThat(f.reasons()).isNotEmpty());
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(solver.evaluations());
  }

  @ParameterizedTest
  @MethodSource("local")
  void searchesOneCoordinate(SearchSolver solver) {
    Solution s = solver.solve(free(SearchesTest::sphere, -1).over(box(-2, 2, 1)), RunContext.of(2));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @ParameterizedTest
  @MethodSource("local")
  void startsAtABoundAndFindsAMinimumAtAnother(SearchSolver solver) {
    Problem p = free(x -> sphere(x) + 10 * x[0], 1, -1).over(box(-1, 1, 2));
    Solution s = solver.solve(p, RunContext.of(3));
    assertThat(s.values()[0]).isCloseTo(1.3 * 1.3 - 10, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("local")
  void boundsMayBeInfiniteOrOnOneSide(SearchSolver solver) {
    Tensor low = Tensor.of(new double[] {0.5, Double.NEGATIVE_INFINITY}, 1, 2);
    Tensor high = Tensor.of(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, 1, 2);
    Solution s = solver.solve(free(SearchesTest::sphere, 1, 1).over(new Box(low, high)), RunContext.of(4));
    assertThat(s.values()[0]).isCloseTo(0.04, within(1e-6));
  }

  /** With a reason, and long before the evaluations are spent. */
  @ParameterizedTest
  @MethodSource("local")
  void aFlatFunctionEndsSoon(SearchSolver solver) {
    Solution s = solver.solve(free(x -> 5, 1, 2, 3), RunContext.of(5));
    assertThat(s.values()[0]).isEqualTo(5);
    assertThat(s.outcomes()[0]).isInstanceOfSatisfying(Outcome.Finished.class, f -> assertThat(f.reasons()).isNotEmpty());
    assertThat(s.spent()[0].forward()).isLessThan(1500);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingButInfinityEnds(SearchSolver solver) {
    Solution s = solver.solve(free(x -> Double.NaN, 1, 2), RunContext.of(6));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Unstable.class);
    assertThat(s.spent()[0].forward()).isPositive();
  }

  /** Differences around such a start tell nothing. */
  static Stream<SearchSolver> notByDifferences() {
    return local().filter(s -> !(s instanceof Spsa));
  }

  @ParameterizedTest
  @MethodSource("notByDifferences")
  void goesFromAStartWithoutAValue(SearchSolver solver) {
    Solution s = solver.solve(free(x -> x[0] > 0.95 ? Double.NaN : sphere(x), 1, 1).over(box(-1, 1, 2)), RunContext.of(7));
    assertThat(s.values()[0]).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eightThreadsGiveTheSameBytesAsOne(SearchSolver solver) {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Box box = box(-2, 2, 3);
      Solution one = solver.solve(free(SearchesTest::sphere, 1, 0, -1).over(box), RunContext.of(8));
      Problem p = Problem.minimise(Objective.of(SearchesTest::sphere, Workers.on(pool)), Tensor.of(new double[] {1, 0, -1}, 1, 3)).over(box);
      same(solver.solve(p, RunContext.of(8)), one);
    } finally {
      pool.shutdown();
    }
  }

  private static void same(Solution found, Solution expected) {
    assertThat(found.point().toDoubles()).isEqualTo(expected.point().toDoubles());
    assertThat(found.values()).isEqualTo(expected.values());
    assertThat(found.outcomes()).isEqualTo(expected.outcomes());
    assertThat(found.spent()).isEqualTo(expected.spent());
  }

  /** What a program that asks and tells knows of its problem. */
  private record Two(Tensor start, FeasibleSet feasible, long[] ids) implements Instances {}

  private static Two two() {
    return new Two(Tensor.of(new double[] {1, 0, -1, 0.5, 0.5, 1}, 2, 3), new Box(Tensor.zeros(DType.FLOAT64, 2, 3).fill(-2),
        Tensor.zeros(DType.FLOAT64, 2, 3).fill(2)), new long[] {7, 9});
  }

  private static double elsewhere(double[] x, int instance) {
    return sphere(x) * (instance + 1);
  }

  private static double[] measured(Points p) {
    double[] values = new double[p.instance().length];
    double[] x = new double[3];
    for (int j = 0; j < values.length; j++) {
      p.z().read(j, x);
      values[j] = elsewhere(x, p.instance()[j]);
    }
    return values;
  }

  /** Best values and points of two instances, kept by hand. */
  private static final class Best {
    private final double[] value = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[][] x = new double[2][3];

    void learn(Points p, double[] values) {
      for (int j = 0; j < values.length; j++) {
        int i = p.instance()[j];
        if (values[j] < value[i]) {
          value[i] = values[j];
          p.z().read(j, x[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void askingAndTellingByHandIsSolving(SearchSolver solver) {
    Two two = two();
    Objective f = (p, order, draw) -> new Evaluation(measured(p), null, new boolean[p.instance().length]);
    Solution s = solver.solve(new Problem(f, Sense.MINIMISE, two.feasible(), two.start(), two.ids(), Problem.Answer.BEST), RunContext.of(9));
    Best best = new Best();
    long[] spent = new long[2];
    AskTell.Dialogue dialogue = solver.open(two, RunContext.of(9));
    for (Points p = dialogue.ask(); p != null; p = dialogue.ask()) {
      double[] values = measured(p);
      best.learn(p, values);
      Arrays.stream(p.instance()).forEach(i -> spent[i]++);
      dialogue.tell(values);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(s.values()[i]).isEqualTo(best.value[i]);
      assertThat(s.point().rows(new int[] {i}).toDoubles()).isEqualTo(best.x[i]);
      assertThat(s.outcomes()[i]).isEqualTo(new Outcome.Finished(dialogue.why(i)));
      assertThat(s.spent()[i].forward()).isEqualTo(spent[i]);
    }
  }

  /** Each asking is by a new dialogue, made of the bytes that the last one left behind. */
  @ParameterizedTest
  @MethodSource("all")
  void aDialogueGoesOnFromBytes(SearchSolver solver) {
    Two two = two();
    AskTell.Dialogue whole = solver.open(two, RunContext.of(10));
    byte[] bytes = solver.open(two, RunContext.of(10)).save().bytes();
    for (int round = 0; round < 60; round++) {
      AskTell.Dialogue next = solver.open(two, RunContext.of(10));
      next.restore(Snapshot.of(bytes));
      Points asked = next.ask();
      Points expected = whole.ask();
      if (expected == null) {
        assertThat(asked).isNull();
        return;
      }
      assertThat(asked.z().toDoubles()).isEqualTo(expected.z().toDoubles());
      assertThat(asked.instance()).isEqualTo(expected.instance());
      next.tell(measured(asked));
      whole.tell(measured(expected));
      bytes = next.save().bytes();
      assertThat(bytes).isEqualTo(whole.save().bytes());
    }
  }

  /** The objective's own noise; the answer is the last point. */
  @Test
  void perturbationFindsTheMinimumOfANoisyFunction() {
    Objective f = new Objective() {
      @Override
      public Evaluation at(Points p, Order order, long draw) {
        double[] values = new double[p.instance().length];
        double[] x = new double[4];
        for (int j = 0; j < values.length; j++) {
          p.z().read(j, x);
          values[j] = sphere(x) + 0.1 * ((draw * 2654435761L + j * 40503L) % 1000 / 1000.0 - 0.5);
        }
        return new Evaluation(values, null, new boolean[values.length]);
      }

      @Override
      public boolean deterministic() {
        return false;
      }
    };
    Solution s = new Spsa(5000, 0.1, 0.1, 1, -1, 0).solve(Problem.minimise(f, Tensor.of(new double[] {1, -1, 0, 1}, 1, 4)), RunContext.of(11));
    assertThat(sphere(s.point().toDoubles())).isLessThan(0.01);
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(5000);
  }

  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += StrictMath.pow(1e6, (double) i / (x.length - 1)) * (x[i] - 0.3) * (x[i] - 0.3);
    }
    return sum;
  }

  private static double rastrigin(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += 10 * (1 - StrictMath.cos(2 * StrictMath.PI * (v - 0.3))) + (v - 0.3) * (v - 0.3);
    }
    return sum;
  }

  private static Problem inRegion(ToDoubleFunction<double[]> f, int d, double start) {
    Tensor low = Tensor.zeros(DType.FLOAT64, 1, d).fill(-5);
    return Problem.minimise(Objective.of(f), low.like().fill(start)).over(new RegionOfInterest(low, low.like().fill(5)));
  }

  /** Of a parabola three points say where the minimum is. */
  @Test
  void axesSolveQuadraticsInThreeEvaluationsEach() {
    Solution s = new CoordinateSearch(61).solve(inRegion(SearchesTest::ellipsoid, 20, -2), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-15);
  }

  @Test
  void axesFindTheGlobalMinimumAmongTenToTheTwenty() {
    Solution s = new CoordinateSearch(2000).solve(inRegion(SearchesTest::rastrigin, 20, 3), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @Test
  void axesGoBeyondTheRegionWhereNothingBoundsThem() {
    Solution s = new CoordinateSearch(500).solve(inRegion(x -> (x[0] - 40) * (x[0] - 40) + (x[1] + 70) * (x[1] + 70), 2, 0), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @Test
  void axesRefuseABall() {
    SearchSolver axes = new CoordinateSearch(100);
    Problem p = free(SearchesTest::sphere, 0, 0).over(new L2Ball(1, box(-1, 1, 2)));
    assertThatThrownBy(() -> axes.solve(p, RunContext.of(1))).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a box or the whole space, found another set; use pattern-search");
  }

  @Test
  void simplicesFollowCurvedValleysOfTenDimensions() {
    ToDoubleFunction<double[]> f = x -> {
      double sum = 0;
      for (int i = 0; i < x.length - 1; i++) {
        double bend = x[i + 1] - x[i] * x[i];
        sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
      }
      return sum;
    };
    Solution s = new NelderMead(20_000).solve(free(f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-10);
  }

  /** exp of diag(ln 2, 0) turned by 45 degrees. */
  @Test
  void theExponentialOfASymmetricMatrix() {
    double l = StrictMath.log(2) / 2;
    DMatrixRMaj e = FullNormal.exponential(new DMatrixRMaj(new double[][] {{l, l}, {l, l}}), 1);
    assertThat(e.data).usingComparatorWithPrecision(1e-14).containsExactly(1.5, 0.5, 0.5, 1.5);
  }

  /** λ = 6: ln 4 − ln i for i = 1, 2, 3 and 0 for the others, of sum 2.3671…, less 1/6. */
  @Test
  void utilitiesAreThoseOfThePaperAndSharedByEqualValues() {
    double sum = 3 * StrictMath.log(4) - StrictMath.log(6);
    double[] u = NaturalSearch.utilities(new double[] {5, 1, 4, 0, 3, 2});
    assertThat(u).usingComparatorWithPrecision(1e-15).containsExactly(-1.0 / 6, StrictMath.log(2) / sum - 1.0 / 6, -1.0 / 6,
        StrictMath.log(4) / sum - 1.0 / 6, -1.0 / 6, StrictMath.log(4.0 / 3) / sum - 1.0 / 6);
    assertThat(NaturalSearch.utilities(new double[] {7, 7, 7})).usingComparatorWithPrecision(1e-15).containsOnly(0.0);
  }

  @Test
  void radicalInverses() {
    int[] plain = {0, 1, 2};
    assertThat(HaltonSearch.inverse(5, 3, plain)).isCloseTo(2 / 3.0 + 1 / 9.0, within(1e-15));
    assertThat(HaltonSearch.inverse(6, 2, new int[] {0, 1})).isEqualTo(0.375);
    assertThat(HaltonSearch.primes(10)).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
  }

  /** Of the first 2·3·5·7 = 210 points after the start one in each interval of length 1/b, each base b, as often as in any other. */
  @Test
  void quasiRandomPointsFillEachCoordinateEvenly() {
    Instances one = new Two(Tensor.of(new double[] {0, 0, 0, 0}, 1, 4), box(0, 1, 4), new long[] {3});
    Search search = new QuasiRandomSearch(1000).search(new SearchSpace(one, 0, RunContext.of(1)));
    List<double[]> points = new ArrayList<>();
    while (points.size() < 211) {
      points.addAll(List.of(search.ask()));
    }
    for (int i = 0; i < 4; i++) {
      int b = HaltonSearch.primes(4)[i];
      int[] hits = new int[b];
      for (double[] x : points.subList(1, 211)) {
        assertThat(x[i]).isBetween(0.0, 1.0);
        hits[(int) Math.min(b - 1, x[i] * b)]++;
      }
      int most = 210 / b;
      assertThat(Arrays.stream(hits).boxed()).as("base " + b).allSatisfy(h -> assertThat(h).isBetween(most - 5, most + 5));
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new NelderMead(0)).hasMessage("expected evaluations of at least 1, found 0");
    assertThatThrownBy(() -> new NelderMead(10, Double.NaN, 0, 0, 0)).hasMessage("expected a finite radius > 0, found NaN; set another radius");
    assertThatThrownBy(() -> new PatternSearch(10, 0.1, 0.5, 0.5, 1e-9, PatternSearch.Polling.COMPLETE)).hasMessageContaining("expansion in [1.0");
    assertThatThrownBy(() -> new DifferentialEvolution(10, 3, Mutation.RAND_1, 0.5, 0.9, 0.1, 0, 0)).hasMessageContaining("at least 4, found 3");
    assertThatThrownBy(() -> new Shade(10, 0, 0, 0.2, 1, Shade.Reduction.NONE, 0, 0)).hasMessageContaining("memory of at least 1");
    assertThatThrownBy(() -> new ParticleSwarm(10, 1, 0.7, 1.5, ParticleSwarm.Topology.RING, 0, 0)).hasMessageContaining("population");
    assertThatThrownBy(() -> new NaturalEvolution(10, 0, 0, 0, 0)).hasMessageContaining("sigma > 0");
    assertThatThrownBy(() -> new SeparableNaturalEvolution(10, 1, 1, 0, 0)).hasMessageContaining("population of at least 2");
    assertThatThrownBy(() -> new Spsa(10, 0.1, 0.1, 1, -2, 0)).hasMessageContaining("blocking ≥ 0");
    assertThatThrownBy(() -> new CoordinateSearch(10, 0, 1e-9)).hasMessageContaining("tolx > 0");
    assertThatThrownBy(() -> new QuasiRandomSearch(0)).hasMessageContaining("evaluations of at least 1");
  }
}
