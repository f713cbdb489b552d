package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Projections;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The unknowns of projections, against bisection, and in how few passes they are found. */
class ProjectionsTest {
  /** f(τ) = Σ min(max(|y_i| − τ, 0), c_i) and how many coordinates are between. */
  private static void sums(double[] y, double[] room, double tau, double[] sums) {
    sums[0] = 0;
    sums[1] = 0;
    for (int i = 0; i < y.length; i++) {
      double left = Math.abs(y[i]) - tau;
      sums[0] += Math.min(Math.max(left, 0), room[i]);
      sums[1] += left > 0 && left < room[i] ? 1 : 0;
    }
  }

  private static double bisected(double[] y, double[] room, double radius) {
    double[] sums = new double[2];
    double left = 0;
    double right = 1e3;
    for (int i = 0; i < 200; i++) {
      double middle = (left + right) / 2;
      sums(y, room, middle, sums);
      if (sums[0] > radius) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return right;
  }

  @Test
  void theThresholdIsThatOfBisectionInFewPasses() {
    int[] most = {0};
    Property.check(300, random -> {
      int d = 1 + random.nextInt(40);
      double[] y = random.doubles(d, -3, 3).toArray();
      double[] room = random.doubles(d, 0, random.nextInt(4) == 0 ? 0.2 : 10).toArray();
      double[] sums = new double[2];
      sums(y, room, 0, sums);
      double radius = sums[0] * (0.01 + 0.98 * random.nextDouble());
      double largest = 0;
      for (double v : y) {
        largest = Math.max(largest, Math.abs(v));
      }
      int[] passes = {0};
      double tau = Projections.threshold(radius, largest, (t, s) -> {
        passes[0]++;
        sums(y, room, t, s);
      });
      assertThat(tau).isCloseTo(bisected(y, room, radius), within(1e-10));
      most[0] = Math.max(most[0], passes[0]);
    });
    assertThat(most[0]).isLessThanOrEqualTo(24);
  }

  @Test
  void withoutNeedThereIsNoThreshold() {
    double[] y = {1, -2};
    double[] room = {10, 10};
    assertThat(Projections.threshold(3, 2, (t, s) -> sums(y, room, t, s))).isZero();
    assertThat(Projections.threshold(3.5, 2, (t, s) -> sums(y, room, t, s))).isZero();
    assertThat(Projections.threshold(1, 2, (t, s) -> sums(y, room, t, s))).isCloseTo(1, within(1e-12));
    assertThat(Projections.threshold(0, 2, (t, s) -> sums(y, room, t, s))).isCloseTo(2, within(1e-12));
  }

  @Test
  void theScaleOfABallWithoutBounds() {
    assertThat(Projections.scale(2, 16)).isEqualTo(0.5);
    assertThat(Projections.scale(2, 4)).isEqualTo(1);
    assertThat(Projections.scale(2, 1)).isEqualTo(1);
    assertThat(Projections.scale(0, 1)).isZero();
  }

  @Test
  void theScaleWithBoundsIsTheLargestThatStaysInside() {
    double[] y = {3, 4};
    Projections.Pass pass = (s, sums) -> {
      sums[0] = s * y[1] > 1 ? 1 : 0;
      sums[1] = y[0] * y[0] + (s * y[1] > 1 ? 0 : y[1] * y[1]);
    };
    assertThat(Projections.scale(2, 1, 10, pass)).isCloseTo(Math.sqrt(3) / 3, within(1e-12));
    assertThat(Projections.scale(4, 1, 10, pass)).isEqualTo(1);
    assertThat(Projections.scale(Math.sqrt(10), 1, Math.sqrt(10) * Math.sqrt(10), pass)).isEqualTo(1);
  }

  @Test
  void ballsSayWhichDirectionIsSteepest() {
    Tensor low = Tensor.zeros(DType.FLOAT64, 1, 2).fill(-1);
    Box box = new Box(low, low.scale(-1));
    assertThat(new LInfBall(0.5, box).steepest()).isEqualTo(Direction.SIGN);
    assertThat(new L2Ball(0.5, box).steepest()).isEqualTo(Direction.NORMALISED);
    assertThat(new L2Ball(0.5, box).radius()).isEqualTo(0.5);
  }
}
