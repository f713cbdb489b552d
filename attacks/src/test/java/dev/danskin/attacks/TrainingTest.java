package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Drive;
import dev.danskin.api.Labels;
import dev.danskin.api.Model;
import dev.danskin.api.Permutation;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.solvers.Adam;
import dev.danskin.solvers.Clip;
import dev.danskin.solvers.Decay;
import dev.danskin.solvers.FirstOrder;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Rate;
import dev.danskin.solvers.ScaleByAdam;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.Sgd;
import dev.danskin.testkit.ModelsForTests;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** min over θ of E max over δ ∈ Δ(x), on an easy set: points of the square, in or out of a disc, near its rim left out. */
class TrainingTest {
  private static final int N = 400;
  private static final double EPS = 0.02;
  private static final RunContext RUN = RunContext.of(11);

  private static Batch data() {
    Random random = new Random(1);
    double[] x = new double[2 * N];
    int[] y = new int[N];
    for (int i = 0; i < N;) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      double r = Math.hypot(a - 0.5, b - 0.5);
      if (Math.abs(r - 0.38) > 0.07) {
        x[2 * i] = a;
        x[2 * i + 1] = b;
        y[i++] = r < 0.38 ? 1 : 0;
      }
    }
    long[] ids = new long[N];
    Arrays.setAll(ids, i -> i);
    return new Batch(Tensor.of(x, N, 2).cast(DType.FLOAT32), Labels.of(y), ids);
  }

  private static Network network() {
    return ModelsForTests.onJvm(ModelsForTests.dense(5, 2, 24, 2), DType.FLOAT32);
  }

  private static Attack attack() {
    return Attack.of(new LInf(EPS), new CrossEntropy(), new ProjectedGradient(EPS / 2, 3));
  }

  private static Problem training(Network f) {
    Batch data = data();
    Permutation order = new Permutation(N, 32, RUN.at("order").draws());
    WorstCase phi = new WorstCase(f, new CrossEntropy(), attack(),
        step -> data.rows(Arrays.stream(order.ids(step)).mapToInt(i -> (int) i).toArray()), RUN);
    return Problem.minimise(phi, f.parameters());
  }

  private static double robustAccuracy(Model f) {
    Attacked a = attack().run(f, data(), RUN);
    int held = 0;
    for (boolean fooled : a.success()) {
      held += fooled ? 0 : 1;
    }
    return held / (double) N;
  }

  @Test
  void adamTrainsARobustNetwork() {
    Network f = network();
    Solution s = new Adam(0.02, 300).solve(training(f), RUN);
    assertThat(robustAccuracy(f)).isLessThan(0.8);
    assertThat(robustAccuracy(f.at(s.point()))).isGreaterThan(0.9);
  }

  static List<Solver> solvers() {
    return List.of(new Adam(0.01, 40, 0.9, 0.999, 1e-8, Schedule.COSINE, 0.1), new Sgd(0.1, 40, 0.9, true, 5e-4, Schedule.STEPS, 0),
        new FirstOrder(List.of(new Clip(1), new ScaleByAdam(0.9, 0.99, 1e-8), new Decay(0.01), new Rate(0.01)), 40, 0.5, 0.9));
  }

  /** Killed in the middle and resumed from bytes: θ is the same to the last bit. */
  @ParameterizedTest
  @MethodSource("solvers")
  void aResumedTrainingEndsWithEqualBytes(Solver solver) {
    byte[][] kept = new byte[41][];
    Solution whole = Drive.run(solver, training(network()), RUN, keeping(null, kept));
    for (int step : new int[] {1, 17, 39}) {
      Solution resumed = Drive.run(solver, training(network()), RUN, keeping(kept[step], new byte[41][]));
      assertThat(bits(resumed.point())).isEqualTo(bits(whole.point()));
      assertThat(resumed.values()).isEqualTo(whole.values());
      assertThat(resumed.spent()).isEqualTo(whole.spent());
    }
  }

  private static int[] bits(Tensor theta) {
    float[] all = theta.toFloats();
    int[] bits = new int[all.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(all[i]));
    return bits;
  }

  private static Checkpoint keeping(byte[] begin, byte[][] kept) {
    return new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.ofNullable(begin).map(Snapshot::of);
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        kept[(int) step] = snapshot.get().bytes();
      }
    };
  }
}
