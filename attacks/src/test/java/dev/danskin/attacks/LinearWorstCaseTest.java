package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Batch;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.solvers.AutoProjectedGradient;
import dev.danskin.solvers.FrankWolfe;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.SparseAutoProjectedGradient;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Tensors;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * On a logistic model the worst case is known: the loss is log(1 + e^f), f = ⟨w, x⟩ + b, and max f is a sum over the coordinates for L∞ and a
 * fractional knapsack for L1. Half of the features must not change, and the others have bounds of their own.
 */
class LinearWorstCaseTest {
  private static final int N = 40;
  private static final int D = 12;

  private final double[] low = new double[D];
  private final double[] high = new double[D];
  private final boolean[] mutable = new boolean[D];
  private final Network model;
  private final Batch batch;

  LinearWorstCaseTest() {
    Random random = new Random(1);
    for (int i = 0; i < D; i++) {
      low[i] = -random.nextDouble();
      high[i] = 1 + random.nextDouble();
      mutable[i] = i % 2 == 0;
    }
    Domain domain = Domain.of(new int[] {D}, low, high).masked(mutable);
    model = Network.of(ModelsForTests.linear(6, D, 2), new JvmBackend(DType.FLOAT64), domain);
    Tensor x = Tensors.uniform(random, 0, 1, DType.FLOAT64, N, D);
    batch = new Batch(x, Labels.of(IntStream.range(0, N).map(i -> i % 2).toArray()), IntStream.range(0, N).asLongStream().toArray());
  }

  /** f at the inputs and its gradient. */
  private double[][] slopes(double[] f) {
    try (Linearized l = model.linearize(batch.x())) {
      Tensor cotangent = l.logits().like();
      double[] row = new double[2];
      for (int i = 0; i < N; i++) {
        int y = batch.y().classes()[i];
        l.logits().read(i, row);
        f[i] = row[1 - y] - row[y];
        row[1 - y] = 1;
        row[y] = -1;
        cotangent.write(i, row);
      }
      Tensor g = l.pullback(cotangent);
      double[][] w = new double[N][D];
      for (int i = 0; i < N; i++) {
        g.read(i, w[i]);
      }
      return w;
    }
  }

  private double room(double[] x, double slope, int i) {
    return !mutable[i] ? 0 : slope > 0 ? high[i] - x[i] : x[i] - low[i];
  }

  private double[] worst(boolean linf, double eps) {
    double[] f = new double[N];
    double[][] w = slopes(f);
    double[] x = new double[D];
    for (int i = 0; i < N; i++) {
      batch.x().read(i, x);
      double left = eps;
      double[] slope = w[i];
      for (int k : IntStream.range(0, D).boxed().sorted((a, b) -> Double.compare(Math.abs(slope[b]), Math.abs(slope[a]))).toList()) {
        double move = Math.min(linf ? eps : left, room(x, slope[k], k));
        f[i] += Math.abs(slope[k]) * move;
        left -= move;
      }
    }
    return Arrays.stream(f).map(v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))).toArray();
  }

  private void reaches(ThreatModel threat, Solver solver, double percent) {
    MaximumLoss attack = new MaximumLoss(threat, new CrossEntropy(), solver, MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST);
    Solution s = attack.explore(model, batch, null, RunContext.of(1));
    double[] worst = worst(threat instanceof LInf, threat.eps());
    Tensor adversarial = threat.apply(batch.x(), s.point(), model.domain());
    model.domain().check(adversarial, batch.ids());
    for (int i = 0; i < N; i++) {
      assertThat(s.values()[i]).as("%s %s, row %d", threat, solver, i).isCloseTo(worst[i], Percentage.withPercentage(percent));
      for (int k = 0; k < D; k++) {
        assertThat(mutable[k] || adversarial.get(i * D + k) == batch.x().get(i * D + k)).isTrue();
      }
    }
  }

  @Test
  void solversReachTheWorstCaseOfALogisticModelUnderMasks() {
    for (double eps : new double[] {0.05, 0.3, 2}) {
      reaches(new LInf(eps), new ProjectedGradient(eps / 5, 20), 1e-4);
      reaches(new LInf(eps), new AutoProjectedGradient(2 * eps, 100), 1e-4);
      reaches(new LInf(eps), new FrankWolfe(40), 1e-4);
      reaches(new L1(eps), new FrankWolfe(40), 1e-4);
    }
  }

  @Test
  void gradientStepsForL1ComeWithinATenth() {
    for (double eps : new double[] {0.05, 0.3, 2}) {
      reaches(new L1(eps), new ProjectedGradient(eps / 5, 40, ProjectedGradient.Direction.STEEPEST, 0, Schedule.LINEAR), 10);
      reaches(new L1(eps), new SparseAutoProjectedGradient(eps, 100), 10);
    }
  }
}
