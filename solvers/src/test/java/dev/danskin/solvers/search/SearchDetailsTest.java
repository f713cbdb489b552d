package dev.danskin.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Evaluation;
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
import dev.danskin.api.Solution;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What is special about each search by values. */
class SearchDetailsTest {
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
          values[j] = Searches.sphere(x) + 0.1 * ((draw * 2654435761L + j * 40503L) % 1000 / 1000.0 - 0.5);
        }
        return new Evaluation(values, null, new boolean[values.length]);
      }

      @Override
      public boolean deterministic() {
        return false;
      }
    };
    Problem p = Problem.minimise(f, Tensor.of(new double[] {1, -1, 0, 1}, 1, 4));
    Solution s = new Spsa(5000, 0.1, 0.1, 1, -1, 0).solve(p, RunContext.of(11));
    assertThat(Searches.sphere(s.point().toDoubles())).isLessThan(0.01);
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
    Solution s = new CoordinateSearch(61).solve(inRegion(SearchDetailsTest::ellipsoid, 20, -2), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-15);
  }

  @Test
  void axesFindTheGlobalMinimumAmongTenToTheTwenty() {
    Solution s = new CoordinateSearch(2000).solve(inRegion(SearchDetailsTest::rastrigin, 20, 3), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @Test
  void axesGoBeyondTheRegionWhereNothingBoundsThem() {
    ToDoubleFunction<double[]> far = x -> (x[0] - 40) * (x[0] - 40) + (x[1] + 70) * (x[1] + 70);
    Solution s = new CoordinateSearch(500).solve(inRegion(far, 2, 0), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @Test
  void axesTellWhatIsASumFromWhatIsNot() {
    SearchSolver tested = new CoordinateSearch(2000, 1e-10, 1e-10, CoordinateSearch.Separability.TESTED);
    Solution sum = tested.solve(inRegion(SearchDetailsTest::rastrigin, 5, 3), RunContext.of(1));
    assertThat(sum.values()[0]).isLessThan(1e-8);
    Solution none = tested.solve(inRegion(x -> ellipsoid(x) + x[0] * x[1], 5, 3), RunContext.of(1));
    assertThat(none.spent()[0].forward()).isEqualTo(1 + 2 * 5 + 1);
    assertThat(none.outcomes()[0]).isInstanceOfSatisfying(Outcome.Finished.class,
        f -> assertThat(f.reasons()).singleElement().asString().startsWith("separable: it is not, by "));
  }

  @Test
  void axesRefuseABall() {
    SearchSolver axes = new CoordinateSearch(100);
    Problem p = Searches.free(Searches::sphere, 0, 0).over(new L2Ball(1, Searches.box(-1, 1, 2)));
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
    Solution s = new NelderMead(20_000).solve(Searches.free(f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), RunContext.of(1));
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
    Instances one = new DialoguesTest.Two(Tensor.of(new double[] {0, 0, 0, 0}, 1, 4), Searches.box(0, 1, 4), new long[] {3});
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
    assertThatThrownBy(() -> new NelderMead(10, Double.NaN, 0, 0, 0))
        .hasMessage("expected a finite radius > 0, found NaN; set another radius");
    assertThatThrownBy(() -> new PatternSearch(10, 0.1, 0.5, 0.5, 1e-9, PatternSearch.Polling.COMPLETE))
        .hasMessageContaining("expansion in [1.0");
    assertThatThrownBy(() -> new DifferentialEvolution(10, 3, Mutation.RAND_1, 0.5, 0.9, 0.1, 0, 0))
        .hasMessageContaining("at least 4, found 3");
    assertThatThrownBy(() -> new Shade(10, 0, 0, 0.2, 1, Shade.Reduction.NONE, 0, 0)).hasMessageContaining("memory of at least 1");
    assertThatThrownBy(() -> new ParticleSwarm(10, 1, 0.7, 1.5, ParticleSwarm.Topology.RING, 0, 0)).hasMessageContaining("population");
    assertThatThrownBy(() -> new NaturalEvolution(10, 0, 0, 0, 0)).hasMessageContaining("sigma > 0");
    assertThatThrownBy(() -> new SeparableNaturalEvolution(10, 1, 1, 0, 0)).hasMessageContaining("population of at least 2");
    assertThatThrownBy(() -> new Spsa(10, 0.1, 0.1, 1, -2, 0)).hasMessageContaining("blocking ≥ 0");
    assertThatThrownBy(() -> new CoordinateSearch(10, 0, 1e-9, CoordinateSearch.Separability.ASSUMED)).hasMessageContaining("tolx > 0");
    assertThatThrownBy(() -> new QuasiRandomSearch(0)).hasMessageContaining("evaluations of at least 1");
  }
}
