package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Counts;
import dev.danskin.api.Domain;
import dev.danskin.api.Draws;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Goal;
import dev.danskin.api.Iteration;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.Model;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Philox;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.Transformation;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.api.transformation.GaussianNoise;
import dev.danskin.api.transformation.Quantise;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.solvers.AutoProjectedGradient;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Property;
import dev.danskin.testkit.Tensors;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Attacks on models that draw random numbers, and through transformations that have no useful derivative. */
class RandomisedTest {
  private static final int D = 12;

  private static Attack pgd(ThreatModel threat, int steps, int samples) {
    return new MaximumLoss(threat, new CrossEntropy(), new ProjectedGradient(threat.eps() / 4, steps), MaximumLoss.Start.ZERO, Goal.UNTARGETED,
        Problem.Answer.BEST, samples);
  }

  private static Model noisy(Model f, double sigma) {
    return Transformation.before(f, List.of(new GaussianNoise(sigma)));
  }

  private static Network network(DType type) {
    return ModelsForTests.onJvm(ModelsForTests.dense(3, D, 24, 4), type);
  }

  private static Batch batch(Model f, DType type, int n, long seed) {
    Tensor x = Tensors.uniform(new Random(2), 0, 1, type, n, D);
    long[] ids = LongStream.range(0, n).map(i -> 3 * i + 1).toArray();
    return new Batch(x, Labels.of(Randomised.votes(f, x, ids, seed)), ids);
  }

  /** Asks once and keeps the answer. */
  private static final class Probe implements Solver {
    private final long draw;
    private Evaluation seen;

    Probe(long draw) {
      this.draw = draw;
    }

    @Override
    public Counts cost() {
      return new Counts(1, 1, 0, 0);
    }

    @Override
    public Iteration start(Oracle oracle, RunContext run) {
      return () -> {
        int[] all = IntStream.range(0, oracle.start().rows()).toArray();
        Evaluation e = oracle.at(new Points(oracle.start(), all), Order.GRADIENT, draw);
        seen = new Evaluation(e.values().clone(), Memory.heap().copy(e.gradient()), e.reached());
        return false;
      };
    }
  }

  @Test
  void lossAndGradientAreMeansOverTheDraws() {
    Property.check(20, random -> {
      int samples = 1 + random.nextInt(6);
      long draw = random.nextInt(50);
      long seed = random.nextLong();
      Network f = network(DType.FLOAT64);
      Batch b = batch(f, DType.FLOAT64, 5, 1);
      Probe probe = new Probe(draw);
      new MaximumLoss(new LInf(0.1), new CrossEntropy(), probe, MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST, samples)
          .run(noisy(f, 0.3), b, RunContext.of(seed));
      Draws draws = Philox.of(seed, "run").at("model").at("transformation-0");
      double[] value = new double[5];
      Tensor gradient = Tensor.zeros(DType.FLOAT64, 5, D);
      for (int s = 0; s < samples; s++) {
        Tensor x = b.x().plus(0.3, draws.normal(b.ids(), draw * samples + s, b.x().like()));
        try (Linearized l = f.linearize(x)) {
          double[] one = new CrossEntropy().values(l.logits(), b.y());
          for (int i = 0; i < 5; i++) {
            value[i] += one[i] / samples;
          }
          gradient = gradient.plus(l.pullback(new CrossEntropy().gradient(l.logits(), b.y())));
        }
      }
      for (int i = 0; i < 5; i++) {
        assertThat(-probe.seen.values()[i]).isCloseTo(value[i], org.assertj.core.data.Offset.offset(1e-12));
      }
      assertThat(Tensors.relativeError(probe.seen.gradient().scale(-samples), gradient)).isLessThan(1e-12);
    });
  }

  /** An evaluation of seven draws is made whole or not at all, and is charged as seven passes. */
  @Test
  void budgetsHoldOverSamples() {
    Model f = noisy(network(DType.FLOAT32), 0.1);
    Batch b = batch(f, DType.FLOAT32, 20, 1);
    int stopped = 0;
    for (int limit = 0; limit < 60; limit++) {
      Attacked a = pgd(new LInf(0.05), 5, 7).run(f, b, RunContext.of(1).with(new Budget(limit, 2L * limit / 3, 0)));
      for (int i = 0; i < 20; i++) {
        Counts spent = a.spent()[i];
        assertThat(spent.forward()).isLessThanOrEqualTo(limit);
        assertThat(spent.backward()).isLessThanOrEqualTo(2L * limit / 3);
        assertThat(spent.backward() % 7).isZero();
        assertThat(spent.forward() == 0 || spent.forward() % 7 == 1).isTrue();
        stopped += a.outcomes()[i] instanceof Outcome.OutOfBudget ? 1 : 0;
      }
    }
    assertThat(stopped).isPositive();
    Counts most = pgd(new LInf(0.05), 5, 7).cost();
    assertThat(most).isEqualTo(new Counts(43, 35, 0, 0));
    assertThat(pgd(new LInf(0.001), 5, 7).run(f, b, RunContext.of(1)).spent()).contains(most);
  }

  @Test
  void aPlainModelIsAskedOnceWhateverTheSamples() {
    Network f = network(DType.FLOAT32);
    Batch b = batch(f, DType.FLOAT32, 20, 1);
    Attacked one = pgd(new LInf(0.1), 10, 1).run(f, b, RunContext.of(1));
    Attacked many = pgd(new LInf(0.1), 10, 20).run(f, b, RunContext.of(1));
    assertThat(many.spent()).isEqualTo(one.spent());
    assertThat(many.adversarial().toDoubles()).isEqualTo(one.adversarial().toDoubles());
    assertThatThrownBy(() -> pgd(new LInf(0.1), 10, 0)).hasMessage("expected at least 1 sample, found 0");
  }

  /**
   * Of two classes with margin f = ⟨w, x⟩ + b the noisy model errs at x with probability Φ(f(x)/(σ‖w‖)), and in an L2 ball that is largest at
   * δ = ε w/‖w‖. Where it is far from ½ there, theory says whether the votes err; in between any draw may err, and must not end the search.
   */
  @Test
  void onALinearModelTheWorstCaseIsWhatTheorySays() {
    double sigma = 0.2;
    double eps = 0.4;
    int n = 400;
    Network f = Network.of(ModelsForTests.linear(8, D, 2), new JvmBackend(DType.FLOAT64), Domain.interval(-9, 9, D));
    Model g = noisy(f, sigma);
    Tensor x = Tensors.uniform(new Random(5), -1, 1, DType.FLOAT64, n, D);
    long[] ids = LongStream.range(0, n).toArray();
    Batch b = new Batch(x, Labels.of(Randomised.votes(g, x, ids, 1)), ids);
    double[] theta = f.parameters().theta().toDoubles();
    double[] w = IntStream.range(0, D).mapToDouble(j -> theta[2 * j + 1] - theta[2 * j]).toArray();
    double size = Math.sqrt(IntStream.range(0, D).mapToDouble(j -> w[j] * w[j]).sum());
    Attacked one = pgd(new L2(eps), 40, 1).run(g, b, RunContext.of(1));
    Attacked many = pgd(new L2(eps), 40, 20).run(g, b, RunContext.of(1));
    Attacked last = new MaximumLoss(new L2(eps), new CrossEntropy(), new ProjectedGradient(eps / 4, 40), MaximumLoss.Start.RANDOM,
        Goal.UNTARGETED, Problem.Answer.LAST, 5).run(g, b, RunContext.of(1));
    double[] delta = new double[D];
    int fooled = 0;
    int safe = 0;
    for (int i = 0; i < n; i++) {
      int y = b.y().classes()[i];
      double margin = (f.logits(b.x().rows(new int[] {i})).get(1 - y) - f.logits(b.x().rows(new int[] {i})).get(y) + eps * size) / (sigma * size);
      fooled += margin > 1.4 ? 1 : 0;
      safe += margin < -1.3 ? 1 : 0;
      for (Attacked a : List.of(one, many, last)) {
        assertThat(a.outcomes()[i]).isNotInstanceOf(Outcome.Unstable.class);
        assertThat(margin <= 1.4 || a.success()[i]).as("margin %s", margin).isTrue();
        assertThat(margin >= -1.3 || !a.success()[i]).as("margin %s", margin).isTrue();
      }
      last.adversarial().minus(b.x()).read(i, delta);
      double along = IntStream.range(0, D).mapToDouble(j -> delta[j] * w[j] * (1 - 2 * y)).sum() / size;
      assertThat(along).isCloseTo(eps, org.assertj.core.data.Offset.offset(1e-6));
    }
    assertThat(safe).isGreaterThan(30);
    assertThat(fooled).isGreaterThan(20);
  }

  /** A pullback of nothing: what differentiating the rounding itself gives. */
  private record Opaque(Transformation value) implements Transformation {
    @Override
    public Tensor apply(Tensor x, Draws draws, long[] ids, long draw) {
      return value.apply(x, draws, ids, draw);
    }

    @Override
    public Tensor pullback(Tensor x, Tensor cotangent, Draws draws, long[] ids, long draw) {
      return cotangent.like().fill(0);
    }
  }

  @Test
  void straightThroughRoundingFindsWhatItsOwnDerivativeCannot() {
    Network f = network(DType.FLOAT32);
    Model rounded = Transformation.before(f, List.of(new Quantise(16)));
    Model opaque = Transformation.before(f, List.of(new Opaque(new Quantise(16))));
    Batch b = batch(rounded, DType.FLOAT32, 60, 1);
    Attack attack = pgd(new LInf(0.2), 20, 1);
    Attacked blind = attack.run(opaque, b, RunContext.of(1));
    Attacked through = attack.run(rounded, b, RunContext.of(1));
    Attacked bare = attack.run(f, new Batch(b.x(), Labels.of(f.decide(b.x())), b.ids()), RunContext.of(1));
    assertThat(blind.success()).containsOnly(false);
    assertThat(blind.spent()).allMatch(c -> c.zeroGradients() == 20 && c.backward() == 20);
    assertThat(count(bare)).isGreaterThan(30);
    assertThat(count(through)).as("through %d, bare %d", count(through), count(bare)).isGreaterThanOrEqualTo(count(bare) - 4);
  }

  private static long count(Attacked a) {
    return IntStream.range(0, a.success().length).filter(i -> a.success()[i]).count();
  }

  /** Towards a class, and in combinators: every rank is another class although each run has noise of its own. */
  @Test
  void targetsAreRankedOnce() {
    Model f = noisy(network(DType.FLOAT32), 0.2);
    Batch b = batch(f, DType.FLOAT32, 30, 1);
    Labels[] labels = new Labels[3];
    for (int rank = 1; rank <= 3; rank++) {
      labels[rank - 1] = new Goal.Towards(rank).labels(b.y(), Randomised.ranking(f, b.x(), b.ids(), 1), 4);
    }
    for (int i = 0; i < 30; i++) {
      int at = i;
      assertThat(IntStream.range(0, 3).map(r -> ((Labels.Targeted) labels[r]).targets()[at]).distinct().count()).isEqualTo(3);
    }
    Attack apgd = new MaximumLoss(new LInf(0.2), new DifferenceOfLogitsRatio(), new AutoProjectedGradient(0.4, 10), MaximumLoss.Start.RANDOM,
        Goal.UNTARGETED, Problem.Answer.BEST, 4);
    Attacked each = new EachTarget(apgd, 3).run(f, b, RunContext.of(1));
    Attacked first = new EachTarget(apgd, 1).run(f, b, RunContext.of(1));
    assertThat(count(each)).isGreaterThan(count(first));
    assertThat(each.outcomes()).noneMatch(o -> o instanceof Outcome.Unstable);
  }

  /** A distance is one at which the votes err, and the nearest such point is the answer. */
  @Test
  void aDistanceIsThatOfAPointAtWhichTheVotesErr() {
    Model f = noisy(network(DType.FLOAT64), 0.1);
    Batch b = batch(f, DType.FLOAT64, 40, 1);
    Attacked a = new MinimumDistance(new L2(5), new DecoupledDirectionNorm(40, 1, 0.05), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST)
        .run(f, b, RunContext.of(1));
    double[] size = a.adversarial().minus(b.x()).rowNorm2();
    for (int i = 0; i < 40; i++) {
      assertThat(a.success()[i]).isEqualTo(Double.isFinite(a.distances()[i]));
      assertThat(!a.success()[i] || Math.abs(size[i] - a.distances()[i]) < 1e-9).isTrue();
    }
    assertThat(count(a)).isGreaterThan(30);
  }
}
