package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Norm;
import dev.danskin.testkit.Property;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the optimality conditions, and against many feasible competitors. */
class PlaneInBoxTest {
  private static final int D = 6;

  private static double norm(Norm norm, double[] d) {
    double size = 0;
    for (double v : d) {
      size = norm == Norm.LINF ? Math.max(size, Math.abs(v)) : size + (norm == Norm.L2 ? v * v : Math.abs(v));
    }
    return norm == Norm.L2 ? Math.sqrt(size) : size;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] numbers(Random random, double low, double high) {
    return random.doubles(D, low, high).toArray();
  }

  @Test
  void theMoveReachesThePlaneInsideTheBoxAndNoneIsShorter() {
    for (Norm norm : new Norm[] {Norm.LINF, Norm.L2, Norm.L1}) {
      Property.check(200, random -> {
        double[] low = numbers(random, -1, 0);
        double[] high = numbers(random, 0, 1);
        double[] z = new double[D];
        double[] w = numbers(random, -1, 1);
        w[random.nextInt(D)] = 0;
        double[] aim = new double[D];
        for (int i = 0; i < D; i++) {
          z[i] = low[i] + random.nextDouble() * (high[i] - low[i]);
          aim[i] = low[i] + random.nextDouble() * (high[i] - low[i]) - z[i];
        }
        double c = dot(w, aim);
        double[] d = new double[D];
        double size = new PlaneInBox(norm, D).shortest(w, c, z, low, high, d);
        assertThat(size).isCloseTo(norm(norm, d), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(dot(w, d)).isCloseTo(c, org.assertj.core.data.Offset.offset(1e-9));
        for (int i = 0; i < D; i++) {
          assertThat(z[i] + d[i]).isBetween(low[i] - 1e-12, high[i] + 1e-12);
        }
        assertThat(size).isLessThanOrEqualTo(norm(norm, aim) + 1e-9);
      });
    }
  }

  @Test
  void aPlaneOutOfReachTakesEveryCoordinateToItsBound() {
    double[] d = new double[3];
    double[] w = {1, -2, 0};
    for (Norm norm : new Norm[] {Norm.LINF, Norm.L2, Norm.L1}) {
      new PlaneInBox(norm, 3).shortest(w, 100, new double[3], new double[] {-1, -1, -1}, new double[] {0.5, 1, 1}, d);
      assertThat(d).containsExactly(0.5, -1, 0);
    }
  }
}
