package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.Sense;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BbobTest {
  private static final int[] DIMENSIONS = {2, 5, 20};

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 20, 40})
  void theOptimumHasTheLeastValue(int dimension) {
    functions(f -> {
      for (int instance = 1; instance <= 5; instance++) {
        BbobFunction p = Bbob.problem(f, instance, dimension);
        double drawn = BbobNumbers.least((f == 4 ? 3 : f == 18 ? 17 : f) + 10_000L * instance);
        assertThat(p.value(p.optimum())).as(p.toString()).isEqualTo(p.least()).isCloseTo(drawn, within(2e-15 * Math.abs(drawn) + 1e-13));
      }
    });
  }

  @Test
  void nothingIsBelowTheLeastValue() {
    Random random = new Random(3);
    functions(f -> {
      BbobFunction p = Bbob.problem(f, 7, 5);
      double[] near = p.optimum();
      for (int k = 0; k < 200; k++) {
        double size = Math.pow(10, -k / 20.0);
        double[] x = Arrays.stream(near).map(v -> v + size * random.nextGaussian()).toArray();
        assertThat(p.value(x)).as("%s at %s", p, Arrays.toString(x)).isGreaterThanOrEqualTo(p.least() - 1e-12 * Math.abs(p.least()));
      }
    });
  }

  @Test
  void instancesDiffer() {
    functions(f -> {
      Set<Double> values = new HashSet<>();
      for (int instance = 1; instance <= 15; instance++) {
        BbobFunction p = Bbob.problem(f, instance, 20);
        values.add(p.value(IntStream.range(0, 20).mapToDouble(i -> 0.4 * i - 3.7).toArray()) - p.least());
      }
      assertThat(values).as("heights of f%d", f).hasSize(15);
    });
  }

  /** f(a, b) + f(c, d) = f(a, d) + f(c, b) where a function is a sum over coordinates, which f6 is not. */
  @Test
  void separableFunctionsAreSums() {
    double[] defects = IntStream.rangeClosed(1, 6).mapToDouble(f -> {
      BbobFunction p = Bbob.problem(f, 2, 2);
      double straight = p.value(new double[] {1.2, -3.1}) + p.value(new double[] {-0.7, 2.2});
      double crossed = p.value(new double[] {1.2, 2.2}) + p.value(new double[] {-0.7, -3.1});
      return Math.abs(straight - crossed) / Math.abs(straight);
    }).toArray();
    assertThat(Arrays.copyOf(defects, 5)).as("f1 to f5").containsOnly(new double[5], within(1e-14));
    assertThat(defects[5]).as("f6").isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 40})
  void rotationsAreOrthonormal(int n) {
    Square q = BbobNumbers.rotation(n, 10_006);
    for (int a = 0; a < n; a++) {
      double[] unit = new double[n];
      double[] image = new double[n];
      unit[a] = 1;
      q.times(unit, image);
      assertThat(q.transposedTimes(image)).as("QᵀQ e_%d", a).containsExactly(unit, within(1e-13));
    }
  }

  /** Exact: any change of the arithmetic shows here. */
  @ParameterizedTest
  @CsvSource({
      "2, 5, 2.2837678910214853E7", "4, 3, 163.4346554662222", "6, 20, 2827059.0994443716", "7, 5, 1370.231780578657",
      "12, 5, 1.1722370117266555E8", "14, 5, 87.12731067705941", "16, 20, 318.803939458533", "17, 5, 285.43128251164205",
      "19, 5, 237.39356217175603", "20, 10, 88563.69874992802", "21, 5, -297.8814926983544", "22, 2, 9.148522559604189",
      "23, 5, -117.83244292482479", "24, 20, 2562819.7912205835"})
  void bitsStayTheSame(int function, int dimension, double expected) {
    double[] x = IntStream.range(0, dimension).mapToDouble(i -> 0.75 * i - 1.3).toArray();
    assertThat(Bbob.problem(function, 3, dimension).value(x)).isEqualTo(expected);
  }

  @Test
  void notANumberGivesNotANumber() {
    functions(f -> {
      for (int dimension : DIMENSIONS) {
        for (int at : new int[] {0, dimension - 1}) {
          double[] x = new double[dimension];
          x[at] = Double.NaN;
          assertThat(Bbob.problem(f, 1, dimension).value(x)).as("f%d", f).isNaN();
        }
      }
    });
  }

  @Test
  void pointsFarOutsideHaveValues() {
    functions(f -> assertThat(Bbob.problem(f, 1, 5).value(new double[] {-100, 9, 30, -6, 70})).as("f%d", f).isFinite());
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Bbob.problem(25, 1, 5)).hasMessage("expected a BBOB function from 1 to 24, found 25");
    assertThatThrownBy(() -> Bbob.problem(0, 1, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bbob.problem(1, 0, 5)).hasMessageContaining("instance of at least 1");
    assertThatThrownBy(() -> Bbob.problem(1, 1, 1)).hasMessageContaining("2 to 1000 dimensions");
    assertThatThrownBy(() -> Bbob.problem(1, 1, 5).value(new double[4])).hasMessage("expected a point of 5 coordinates, found 4");
    assertThatThrownBy(() -> Bbob.problem(1, 1, 5).problem(0, -1)).hasMessageContaining("a trial of at least 0");
  }

  @Test
  void aTrialBeginsInTheRegionAndDependsOnSeedAndTrialAlone() {
    Set<String> starts = new HashSet<>();
    for (int trial = 0; trial < 10; trial++) {
      Problem p = Bbob.problem(8, 1, 20).problem(5, trial);
      double[] start = p.start().toDoubles();
      assertThat(start).hasSize(20);
      assertThat(Arrays.stream(start).map(Math::abs).max().orElseThrow()).isBetween(2.0, 4.0);
      assertThat(Bbob.problem(8, 1, 20).problem(5, trial).start().toDoubles()).containsExactly(start);
      assertThat(p.ids()).containsExactly(8_000_001_000_000L + trial);
      assertThat(p.sense()).isEqualTo(Sense.MINIMISE);
      assertThat(p.feasible().contains(Tensor.of(new double[20], 1, 20), 0)).containsExactly(true);
      starts.add(Arrays.toString(start));
    }
    starts.add(Arrays.toString(Bbob.problem(8, 1, 20).problem(6, 0).start().toDoubles()));
    starts.add(Arrays.toString(Bbob.problem(8, 2, 20).problem(5, 0).start().toDoubles()));
    starts.add(Arrays.toString(Bbob.problem(9, 1, 20).problem(5, 0).start().toDoubles()));
    assertThat(starts).hasSize(13);
  }

  @Test
  void anObjectiveGivesValuesOfManyPointsAndNoGradients() {
    BbobFunction f = Bbob.problem(10, 1, 2);
    Problem p = f.problem(0, 0);
    Points points = new Points(Tensor.of(new double[] {1, 2, -3, 0.5, 7, 7}, 3, 2), new int[3]);
    assertThat(p.objective().at(points, Order.VALUE, 0).values()).containsExactly(f.value(new double[] {1, 2}),
        f.value(new double[] {-3, 0.5}), f.value(new double[] {7, 7}));
    assertThat(p.objective().deterministic()).isTrue();
    assertThat(f.gradients()).isFalse();
    assertThatThrownBy(() -> p.objective().at(points, Order.GRADIENT, 0)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected to be asked for values, found GRADIENT; use a solver that needs values only, or differences");
  }

  private static void functions(IntConsumer test) {
    IntStream.rangeClosed(1, Bbob.FUNCTIONS).forEach(test);
  }
}
