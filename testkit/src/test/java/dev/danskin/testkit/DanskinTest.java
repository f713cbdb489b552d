package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Labels;
import dev.danskin.api.MinimumNorm;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Danskin's theorem: the gradient at the maximiser, and the direction of steepest descent where there are several. */
class DanskinTest {
  /** g(θ, δ) = 2 δ θ₁ + θ₂ on δ ∈ [−1, 1] at θ = 0: maximisers ±1 with gradients (±2, 1). */
  @Test
  void theMinimumNormDirectionDescendsWhereMinusAMaximisersGradientDoesNot() {
    double[] p = MinimumNorm.point(new double[][] {{2, 1}, {-2, 1}});
    assertThat(p).containsExactly(new double[] {0, 1}, Offset.offset(1e-12));
    double step = 0.01;
    assertThat(phi(-step * 2, -step)).isGreaterThan(phi(0, 0));
    assertThat(phi(step * 2, -step)).isGreaterThan(phi(0, 0));
    assertThat(phi(-step * p[0], -step * p[1])).isLessThan(phi(0, 0));
  }

  private static double phi(double t1, double t2) {
    return Math.max(2 * t1 + t2, -2 * t1 + t2);
  }

  @Test
  void theMinimumNormDirectionIsZeroAtAKink() {
    assertThat(MinimumNorm.point(new double[][] {{1}, {-1}})).containsExactly(new double[] {0}, Offset.offset(1e-12));
  }

  /** The optimality condition of the hull: ⟨p, g_i⟩ ≥ ⟨p, p⟩ for all i. */
  @Test
  void theMinimumNormPointIsOptimalForRandomHulls() {
    Property.check(300, random -> {
      int k = 1 + random.nextInt(8);
      int d = 1 + random.nextInt(6);
      double[] shift = random.doubles(d, -2, 2).toArray();
      double[][] g = new double[k][];
      for (int i = 0; i < k; i++) {
        double[] v = random.doubles(d, -1, 1).toArray();
        Arrays.setAll(v, j -> v[j] + shift[j]);
        g[i] = i > 0 && random.nextInt(4) == 0 ? g[i - 1].clone() : v;
      }
      double[] w = MinimumNorm.weights(g);
      assertThat(Arrays.stream(w).sum()).isCloseTo(1, Offset.offset(1e-9));
      assertThat(Arrays.stream(w).min().orElseThrow()).isGreaterThanOrEqualTo(0);
      double[] p = MinimumNorm.point(g);
      for (double[] v : g) {
        assertThat(dot(p, v)).isGreaterThanOrEqualTo(dot(p, p) - 1e-8);
      }
    });
  }

  private static double dot(double[] a, double[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += a[i] * b[i];
    }
    return s;
  }

  /** Where Δ = {0} the gradient of the worst case is that of the loss, here in binary64 against central differences. */
  @Test
  void withoutAnAdversaryTheGradientIsThatOfTheMeanLoss() {
    Network f = ModelsForTests.onJvm(ModelsForTests.dense(1, 5, 7, 3), DType.FLOAT64);
    Batch batch = new Batch(Tensors.uniform(new Random(2), 0, 1, DType.FLOAT64, 6, 5), Labels.of(0, 1, 2, 0, 1, 2), new long[6]);
    check(new WorstCase(f, new CrossEntropy(), null, step -> batch), f, 1e-6);
  }

  /** Against an adversary on a linear model, whose maximiser in L∞ is a corner and stays put for small steps. */
  @Test
  void againstAnAdversaryTheGradientIsThatAtTheMaximiser() {
    Network f = ModelsForTests.onJvm(ModelsForTests.linear(1, 5, 2), DType.FLOAT64);
    Batch batch = new Batch(Tensors.uniform(new Random(3), 0.3, 0.7, DType.FLOAT64, 6, 5), Labels.of(0, 1, 0, 0, 1, 1), new long[6]);
    Attack attack = Attack.of(new Corners(), new CrossEntropy(), new OneStep());
    check(new WorstCase(f, new CrossEntropy(), attack, step -> batch, RunContext.of(4)), f, 1e-6);
  }

  private static void check(WorstCase phi, Network f, double accuracy) {
    Tensor theta = f.parameters().theta().cast(DType.FLOAT64);
    Evaluation e = phi.at(new Points(theta, new int[] {0}), Order.GRADIENT, 0);
    Random random = new Random(5);
    for (int trial = 0; trial < 5; trial++) {
      Tensor v = Tensors.normal(random, DType.FLOAT64, 1, theta.rowSize());
      double h = 1e-6;
      double up = phi.at(new Points(theta.plus(h, v), new int[] {0}), Order.VALUE, 0).values()[0];
      double down = phi.at(new Points(theta.plus(-h, v), new int[] {0}), Order.VALUE, 0).values()[0];
      double slope = (up - down) / (2 * h);
      assertThat(e.gradient().rowDot(v)[0]).isCloseTo(slope, Offset.offset(accuracy * (1 + Math.abs(slope))));
    }
  }
}
