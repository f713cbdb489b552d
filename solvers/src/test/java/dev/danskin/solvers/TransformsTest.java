package dev.danskin.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Budget;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each link against its formula, written out in plain numbers. */
class TransformsTest {
  private static final FeasibleSet SET = new Everywhere();

  private static double[] applied(Transform t, Tensor z, double[]... gradients) {
    Transform.State state = t.start(z);
    Tensor u = z;
    for (int i = 0; i < gradients.length; i++) {
      u = state.apply(Tensor.of(gradients[i], 2, 2), new Transform.Step(z, SET, i, gradients.length));
    }
    return u.toDoubles();
  }

  private static final Tensor Z = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);

  @Test
  void clippingIsPerInstanceAndLeavesSmallOnesAlone() {
    assertThat(applied(new Clip(5), Z, new double[] {6, 8, 3, 4})).containsExactly(3, 4, 3, 4);
    assertThat(applied(new ClipValue(5), Z, new double[] {6, -8, 3, 4})).containsExactly(5, -5, 3, 4);
    assertThat(applied(new Normalise(Norm.L1), Z, new double[] {6, -2, 0, 0})).containsExactly(0.75, -0.25, 0, 0);
  }

  @Test
  void momentumRemembersAndNesterovLooksAhead() {
    double[] g = {1, 0, 0, 2};
    double[] h = {0, 1, 4, 0};
    assertThat(applied(new Momentum(0.5, false), Z, g, h)).containsExactly(0.5, 1, 4, 1);
    assertThat(applied(new Momentum(0.5, true), Z, g, h)).containsExactly(0.25, 1.5, 6, 0.5);
    assertThat(applied(new Optimism(), Z, g, h)).containsExactly(-1, 2, 8, -2);
    assertThat(applied(new Decay(0.5), Z, g)).containsExactly(1.5, 1, 1.5, 4);
  }

  /** Algorithm 1 of Kingma and Ba, one coordinate after another. */
  @Test
  void adamIsTheAlgorithmOfItsPaper() {
    double[][] g = {{1, -2, 0, 1e-3}, {0.5, 3, 0, -4}, {-1, 1, 0, 2}};
    double[] expected = new double[4];
    for (int k = 0; k < 4; k++) {
      double m = 0;
      double v = 0;
      for (int t = 1; t <= 3; t++) {
        m = 0.9 * m + 0.1 * g[t - 1][k];
        v = 0.99 * v + 0.01 * g[t - 1][k] * g[t - 1][k];
        expected[k] = m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.99, t))) + 1e-8);
      }
    }
    assertThat(applied(new ScaleByAdam(0.9, 0.99, 1e-8), Z, g)).containsExactly(expected, Offset.offset(1e-12));
  }

  @Test
  void warmUpRisesToTheRateAndTheScheduleRunsOverTheRest() {
    double[] found = new double[10];
    for (int t = 0; t < 10; t++) {
      found[t] = Schedule.LINEAR.at(t, 10, 0.4);
    }
    double sixth = 1 / 6.0;
    assertThat(found).containsExactly(new double[] {0.25, 0.5, 0.75, 1, 1, 5 * sixth, 4 * sixth, 3 * sixth, 2 * sixth, sixth},
        Offset.offset(1e-12));
    for (Schedule s : Schedule.values()) {
      for (int t = 0; t < 10; t++) {
        assertThat(s.at(t, 10, 0)).isEqualTo(s.at(t, 10));
      }
    }
  }

  /** f = z, whose gradient is 1: the iterates are 0, −1, −2, …; what is judged last is the answer. */
  @Test
  void theAverageIsEvaluatedOnceAndIsTheLastPoint() {
    List<Double> seen = new ArrayList<>();
    Objective line = (points, order, draw) -> {
      double[] z = points.z().toDoubles();
      seen.add(z[0]);
      return new Evaluation(z, points.z().like().fill(1), new boolean[1]);
    };
    Problem p = Problem.minimise(line, Tensor.zeros(DType.FLOAT64, 1, 1));
    Problem last = new Problem(line, p.sense(), p.feasible(), p.start(), p.ids(), Problem.Answer.LAST);
    FirstOrder mean = new FirstOrder(List.of(new Rate(1)), 4, 0.5, 1);
    assertThat(mean.solve(last, RunContext.of(1)).point().get(0)).isEqualTo(-3.5);
    assertThat(seen).containsExactly(0.0, -1.0, -2.0, -3.0, -3.5);
    FirstOrder moving = new FirstOrder(List.of(new Rate(1)), 4, 1, 0.75);
    // The means of 1, 2, 3 iterates, then a quarter of the fourth.
    assertThat(moving.solve(last, RunContext.of(1)).values()[0]).isCloseTo(-2 + 0.25 * -2, Offset.offset(1e-12));
  }

  /** The two gradients of a step of extragradient are of one batch. */
  @Test
  void extragradientAsksBothTimesForTheSameDraw() {
    List<Long> draws = new ArrayList<>();
    Objective f = (points, order, draw) -> {
      draws.add(draw);
      return new Evaluation(new double[1], points.z().like().fill(1), new boolean[1]);
    };
    new Extragradient(0.1, 2).solve(Problem.minimise(f, Tensor.zeros(DType.FLOAT64, 1, 1)), RunContext.of(1));
    assertThat(draws).containsExactly(0L, 0L, 1L, 1L, 2L);
  }

  @Test
  void theGradientOfTheObjectiveIsNotOverwritten() {
    Tensor g = Tensor.of(new double[] {3, 4}, 1, 2);
    Objective f = (points, order, draw) -> new Evaluation(new double[1], g, new boolean[1]);
    Problem p = Problem.minimise(f, Tensor.zeros(DType.FLOAT64, 1, 2));
    new FirstOrder(5, new Clip(1), new Optimism(), new ScaleByAdam(0.9, 0.99, 1e-8), new Rate(1)).solve(p, RunContext.of(1));
    new Extragradient(0.1, 5).solve(p, RunContext.of(1));
    new ProjectedGradient(0.1, 5, ProjectedGradient.Direction.SIGN, 0.5, Schedule.CONSTANT).solve(p, RunContext.of(1));
    assertThat(g.toDoubles()).containsExactly(3, 4);
  }

  /**
   * Stopped in the middle of an evaluation, which then gives a wrong gradient, as an inner attack cut short does: that step is
   * not kept, and what was kept before goes on to the end of the run that nobody stopped.
   */
  @Test
  void aStoppedRunGoesOnFromItsLastSnapshot() {
    Solver solver = new Extragradient(0.1, 20);
    Solution whole = solver.solve(Problem.minimise(bowl(new AtomicInteger(-1)), Z), RunContext.of(1));
    for (int stop = 3; stop < 30; stop++) {
      Snapshot[] kept = new Snapshot[1];
      AtomicInteger left = new AtomicInteger(stop);
      RunContext stopping = new RunContext(1, "run", Budget.UNLIMITED, () -> left.get() == 0, e -> {});
      Solution stopped = Drive.run(solver, Problem.minimise(bowl(left), Z), stopping, keeping(kept));
      assertThat(stopped.outcomes()).allMatch(o -> o instanceof Outcome.Stopped);
      Solution resumed = Drive.run(solver, Problem.minimise(bowl(new AtomicInteger(-1)), Z), RunContext.of(1), keeping(kept));
      assertThat(resumed.point().toDoubles()).isEqualTo(whole.point().toDoubles());
      assertThat(resumed.outcomes()).isEqualTo(whole.outcomes());
      assertThat(resumed.spent()).isEqualTo(whole.spent());
    }
  }

  /** ‖z‖₂²/2, until nothing is left: from then on its gradient is wrong. */
  private static Objective bowl(AtomicInteger left) {
    return (points, order, draw) -> {
      double[] norm = points.z().rowNorm2();
      boolean spoilt = left.get() >= 0 && left.updateAndGet(k -> Math.max(0, k - 1)) == 0;
      return new Evaluation(Arrays.stream(norm).map(v -> v * v / 2).toArray(), points.z().scale(spoilt ? 3 : 1), new boolean[norm.length]);
    };
  }

  private static Checkpoint keeping(Snapshot[] kept) {
    return new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.ofNullable(kept[0]);
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        kept[0] = snapshot.get();
      }
    };
  }

  @Test
  void whatIsOutOfRangeIsRefusedInOneSentence() {
    refused(() -> new Rate(-1), "rate");
    refused(() -> new Rate(1, Schedule.COSINE, 1), "warmup");
    refused(() -> new Clip(0), "norm");
    refused(() -> new ClipValue(Double.NaN), "limit");
    refused(() -> new Normalise(Norm.L0), "l0");
    refused(() -> new Momentum(1, true), "momentum");
    refused(() -> new ScaleByAdam(1, 0.9, 1e-8), "beta1");
    refused(() -> new ScaleByAdam(0.9, 0.9, 0), "epsilon");
    refused(() -> new Decay(Double.POSITIVE_INFINITY), "decay");
    refused(() -> new FirstOrder(List.of(), 3, 0, 1), "transform");
    refused(() -> new FirstOrder(List.of(new Rate(1)), 3, 2, 1), "tail");
    refused(() -> new Adam(0.1, 0), "step");
    refused(() -> new Sgd(0.1, 5, 2, false, 0, Schedule.CONSTANT, 0), "momentum");
    refused(() -> new AdamW(0.1, 5, -1, 0.9, 0.99, 1e-8, Schedule.CONSTANT, 0), "decay");
    refused(() -> new Extragradient(Double.NaN, 5), "rate");
    refused(() -> new OptimisticGradient(1, -5), "step");
  }

  private static void refused(Runnable make, String part) {
    assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("expected ")
        .hasMessageContaining("found ").hasMessageContaining(part);
  }
}
