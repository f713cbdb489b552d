package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Domain;
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
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

  /** Where every example has maximisers of its own, the hull is the mean of theirs: here of two segments and a point. */
  @Test
  void theMinimumNormPointOfASumOfHullsIsThatOfAllItsVertices() {
    Property.check(100, random -> {
      double[][][] hulls = new double[3][][];
      for (int i = 0; i < 3; i++) {
        hulls[i] = new double[1 + random.nextInt(3)][];
        for (int j = 0; j < hulls[i].length; j++) {
          hulls[i][j] = random.doubles(4, -1, 1.5).toArray();
        }
      }
      double[] sum = MinimumNorm.point(direction -> sum(least(hulls[0], direction), least(hulls[1], direction), least(hulls[2], direction)), 4);
      List<double[]> vertices = new ArrayList<>();
      for (double[] a : hulls[0]) {
        for (double[] b : hulls[1]) {
          for (double[] c : hulls[2]) {
            vertices.add(sum(a, b, c));
          }
        }
      }
      assertThat(sum).containsExactly(MinimumNorm.point(vertices.toArray(double[][]::new)), Offset.offset(1e-7));
    });
  }

  private static double[] sum(double[]... v) {
    double[] s = new double[v[0].length];
    Arrays.setAll(s, k -> Arrays.stream(v).mapToDouble(x -> x[k]).sum());
    return s;
  }

  private static double[] least(double[][] vectors, double[] direction) {
    return Arrays.stream(vectors).min(Comparator.comparingDouble(v -> dot(v, direction))).orElseThrow();
  }

  /**
   * φ(w, b) = mean over two examples of max over x ∈ [−2, 2] of x w + b at w = 0: every x is a maximiser, with gradient
   * (x, 1). The searches' random starts lie on both sides of 0, so the steepest direction is −(0, 1), whereas the gradient
   * at one maximiser per example points aside.
   */
  @Test
  void theSteepestDirectionOfAWorstCaseComesFromAllMaximisersOfEachExample() {
    Graph.Builder b = Graph.of(1);
    int w = b.parameter("w", new int[] {1, 1}, new float[] {0});
    int bias = b.parameter("b", new int[] {1}, new float[] {3});
    Graph line = b.build(b.add("line", new Dense(), 0, w, bias));
    Network f = Network.of(line, new JvmBackend(DType.FLOAT64), Domain.interval(-2, 2, 1));
    Batch batch = new Batch(Tensor.zeros(DType.FLOAT64, 2, 1), Labels.of(0, 0), new long[] {4, 9});
    WorstCase phi = new WorstCase(f, new Output(), new AnyPoint(), step -> batch, RunContext.of(1));
    Tensor theta = f.parameters().theta().cast(DType.FLOAT64);
    double[] one = phi.at(new Points(theta, new int[] {0}), Order.GRADIENT, 0).gradient().toDoubles();
    assertThat(Math.abs(one[0])).isGreaterThan(0.05);
    assertThat(phi.steepest(theta, 0, 12, 1e-9).toDoubles()).containsExactly(new double[] {0, -1}, Offset.offset(1e-12));
    assertThat(phi.steepest(theta, 0, 1, 1e-9).toDoubles()).containsExactly(new double[] {-one[0], -1}, Offset.offset(1e-12));
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
