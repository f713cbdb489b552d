package dev.danskin.bench.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is compared does the same work. */
class AlgebraTest {
  @ParameterizedTest
  @CsvSource({"ejml, 5", "hipparchus, 5", "commons-math, 5", "ojalgo, 5", "ejml, 40", "hipparchus, 40", "commons-math, 40", "ojalgo, 40"})
  void solvesWhatIsAsked(String library, int n) {
    double[] a = SampleMatrix.of(n);
    double[] given = a.clone();
    Algebra algebra = Algebra.of(library, n, a);
    for (int round = 0; round < 2; round++) {
      double[] values = new double[n];
      double[] vectors = new double[n * n];
      algebra.eigen(values, vectors);
      assertThat(Arrays.stream(values).sum()).isCloseTo(trace(a, n), within(1e-10));
      for (int k = 0; k < n; k++) {
        double[] v = Arrays.copyOfRange(vectors, k * n, k * n + n);
        double[] scaled = new double[n];
        double lambda = values[k];
        Arrays.setAll(scaled, i -> lambda * v[i]);
        assertThat(times(a, v)).containsExactly(scaled, within(1e-10));
        assertThat(Arrays.stream(v).map(c -> c * c).sum()).isCloseTo(1, within(1e-10));
      }
      double[] b = new double[n];
      Arrays.setAll(b, i -> i - 2.5);
      double[] x = new double[n];
      algebra.solve(b, x);
      assertThat(times(a, x)).containsExactly(b, within(1e-10));
    }
    assertThat(a).containsExactly(given);
  }

  @ParameterizedTest
  @CsvSource({"5", "40"})
  void squaresMatrices(int n) {
    double[] a = SampleMatrix.of(n);
    DMatrixRMaj square = (DMatrixRMaj) Algebra.of("ejml", n, a).square();
    double[] first = times(a, Arrays.copyOf(a, n));
    assertThat(Arrays.copyOf(square.data, n)).containsExactly(first, within(1e-10));
    double[][] hipparchus = ((org.hipparchus.linear.RealMatrix) Algebra.of("hipparchus", n, a).square()).getData();
    double[][] commons = ((org.apache.commons.math3.linear.RealMatrix) Algebra.of("commons-math", n, a).square()).getData();
    assertThat(hipparchus[0]).containsExactly(first, within(1e-10));
    assertThat(commons[0]).containsExactly(first, within(1e-10));
    double[] ojalgo = ((org.ojalgo.matrix.store.R064Store) Algebra.of("ojalgo", n, a).square()).data;
    assertThat(Arrays.copyOf(ojalgo, n)).containsExactly(first, within(1e-10));
  }

  private static double trace(double[] a, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i * n + i];
    }
    return sum;
  }

  private static double[] times(double[] a, double[] x) {
    int n = x.length;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        y[i] += a[i * n + j] * x[j];
      }
    }
    return y;
  }
}
