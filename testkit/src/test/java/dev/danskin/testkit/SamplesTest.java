package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.Philox;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L1Ball;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Samples of a ball that no bound cuts are uniform in it: E ‖δ‖ = radius · d / (d + 1) and E ‖δ‖² = radius² · d / (d + 2) in the ball's
 * own norm, and no coordinate or direction is preferred.
 */
class SamplesTest {
  private static final int N = 40_000;
  private static final int D = 3;
  private static final double RADIUS = 2;

  private static Box room() {
    Tensor low = Tensor.zeros(DType.FLOAT64, N, D).fill(-10);
    return new Box(low, low.scale(-1));
  }

  private static void uniform(FeasibleSet ball, Norm norm) {
    Tensor all = ball.sample(Philox.of(3, "samples"), LongStream.range(0, N).toArray(), 0, Tensor.zeros(DType.FLOAT64, N, D));
    double[] size = norm.of(all);
    assertThat(Arrays.stream(size).average().orElseThrow()).isCloseTo(RADIUS * D / (D + 1), within(0.01));
    assertThat(Arrays.stream(size).map(s -> s * s).average().orElseThrow()).isCloseTo(RADIUS * RADIUS * D / (D + 2), within(0.03));
    assertThat(Arrays.stream(size).max().orElseThrow()).isBetween(0.99 * RADIUS, RADIUS * (1 + 1e-12));
    double[] values = all.toDoubles();
    for (int i = 0; i < D; i++) {
      int coordinate = i;
      double mean = 0;
      int positive = 0;
      for (int r = 0; r < N; r++) {
        mean += values[r * D + coordinate] / N;
        positive += values[r * D + coordinate] > 0 ? 1 : 0;
      }
      assertThat(mean).isCloseTo(0, within(0.03));
      assertThat(positive / (double) N).isCloseTo(0.5, within(0.015));
    }
    double[] squares = new double[D];
    for (int k = 0; k < values.length; k++) {
      squares[k % D] += values[k] * values[k] / N;
    }
    assertThat(squares[1] / squares[0]).isCloseTo(1, within(0.05));
    assertThat(squares[2] / squares[0]).isCloseTo(1, within(0.05));
  }

  @Test
  void cubesAreFilledUniformly() {
    uniform(new LInfBall(RADIUS, room()), Norm.LINF);
  }

  @Test
  void ballsAreFilledUniformly() {
    uniform(new L2Ball(RADIUS, room()), Norm.L2);
  }

  @Test
  void crossPolytopesAreFilledUniformly() {
    uniform(new L1Ball(RADIUS, room()), Norm.L1);
  }
}
