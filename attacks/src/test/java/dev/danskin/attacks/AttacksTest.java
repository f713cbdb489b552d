package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Goal;
import dev.danskin.api.Labels;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.Norm;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.solvers.Adam;
import dev.danskin.solvers.AutoProjectedGradient;
import dev.danskin.solvers.Clip;
import dev.danskin.solvers.Direct;
import dev.danskin.solvers.FirstOrder;
import dev.danskin.solvers.FrankWolfe;
import dev.danskin.solvers.Momentum;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.RandomSearch;
import dev.danskin.solvers.Rate;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.Sgd;
import dev.danskin.solvers.SparseAutoProjectedGradient;
import dev.danskin.solvers.Square;
import dev.danskin.solvers.SuccessiveLinearization;
import dev.danskin.testkit.AttackContract;
import dev.danskin.testkit.Conformance;
import dev.danskin.testkit.FeasibleSetContract;
import dev.danskin.testkit.GeneratedSection;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttacksTest {
  private static Attack pgd(ThreatModel threat, MaximumLoss.Start start) {
    return new MaximumLoss(threat, new CrossEntropy(), new ProjectedGradient(threat.eps() / 4, 20), start, Goal.UNTARGETED,
        Problem.Answer.BEST);
  }

  @Nested
  class Fgsm extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new LInf(eps), new CrossEntropy(), new ProjectedGradient(eps, 1));
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "attack14", "one step of a larger size goes past the mistake");
    }
  }

  private static Attack apgd(ThreatModel threat, dev.danskin.api.Loss loss) {
    return new MaximumLoss(threat, loss, new AutoProjectedGradient(2 * threat.eps(), 20), MaximumLoss.Start.RANDOM, Goal.UNTARGETED,
        Problem.Answer.BEST);
  }

  private static Attack fab(ThreatModel threat) {
    return new MinimumDistance(threat, new FastAdaptiveBoundary(20), Goal.UNTARGETED, MinimumDistance.Answer.WITHIN);
  }

  @Nested
  class ApgdLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return apgd(new LInf(eps), new CrossEntropy());
    }
  }

  @Nested
  class ApgdL2 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MaximumLoss(new L2(eps), new DifferenceOfLogitsRatio(), new AutoProjectedGradient(2 * eps, 60), MaximumLoss.Start.RANDOM,
          Goal.UNTARGETED, Problem.Answer.BEST);
    }

    @Override
    protected dev.danskin.api.Loss loss() {
      return new DifferenceOfLogitsRatio();
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.1, 0.4, 1};
    }
  }

  @Nested
  class ApgdTowardsEachClass extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new EachTarget(apgd(new LInf(eps), new DifferenceOfLogitsRatio()), 3);
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "attack04", "maximises another loss for each target");
    }
  }

  @Nested
  class ApgdL1InShrinkingBalls extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Relay(List.of(leg(3 * eps, MaximumLoss.Start.NOISE), leg(eps, MaximumLoss.Start.ZERO)));
    }

    private static Attack leg(double eps, MaximumLoss.Start start) {
      return new MaximumLoss(new L1(eps), new CrossEntropy(), new SparseAutoProjectedGradient(eps, 10), start, Goal.UNTARGETED,
          Problem.Answer.BEST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.2, 1, 3};
    }
  }

  @Nested
  class FabLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return fab(new LInf(eps));
    }
  }

  @Nested
  class FabL2 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return fab(new L2(eps));
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.1, 0.4, 1};
    }
  }

  @Nested
  class FabFromARandomPoint extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new LInf(eps), new FastAdaptiveBoundary(20, 0.1, 1.05, 0.9, 9, 0.5), Goal.UNTARGETED,
          MinimumDistance.Answer.WITHIN);
    }
  }

  @Nested
  class FabL1 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return fab(new L1(eps));
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.2, 1, 3};
    }
  }

  @Nested
  class DeepFoolL2 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L2(eps), new DeepFool(50, 0.02, 9), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.1, 0.4, 1};
    }
  }

  @Nested
  class Ddn extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L2(eps), new DecoupledDirectionNorm(30, 1, 0.05), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.1, 0.4, 1};
    }
  }

  @Nested
  class CarliniAndWagner extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L2(eps), new CarliniWagner(40, 4, 1, 0.05, true), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.1, 0.4, 1};
    }
  }

  @Nested
  class Ead extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L1(eps), new ElasticNet(40, 4, 1, 0.05, 0.01, ElasticNet.Rule.L1, true), Goal.UNTARGETED,
          MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.2, 1, 3};
    }
  }

  @Nested
  class FmnLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new LInf(eps), new FastMinimumNorm(30, 1, 0.05), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }
  }

  @Nested
  class FmnL1 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L1(eps), new FastMinimumNorm(30, 1, 0.05), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {0.2, 1, 3};
    }
  }

  @Nested
  class FmnL0 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MinimumDistance(new L0(eps), new FastMinimumNorm(30, 1, 0.05), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST);
    }

    @Override
    protected double[] sizes() {
      return new double[] {1, 3, 6};
    }
  }

  @Nested
  class SquareLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MaximumLoss(new LInf(eps), new Margin(), new Square(200, 0.8), MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST);
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "attack06", "its windows are drawn, and another size is another search");
    }
  }

  @Nested
  class PgdLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return pgd(new LInf(eps), MaximumLoss.Start.RANDOM);
    }
  }

  @Nested
  class PgdL2 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return pgd(new L2(3 * eps), MaximumLoss.Start.RANDOM);
    }
  }

  @Nested
  class PgdL1 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return pgd(new L1(8 * eps), MaximumLoss.Start.ZERO);
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(and(super.optOuts(), "attack06", "fixed steps of few coordinates end elsewhere at another size"),
          "attack14", "fixed steps of few coordinates end elsewhere at another size");
    }
  }

  @Nested
  class PgdL0 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new L0(20 * eps), new CrossEntropy(), new ProjectedGradient(0.5, 20));
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "attack06", "fixed steps onto the largest coordinates end elsewhere at another size");
    }
  }

  @Nested
  class FrankWolfeLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new LInf(eps), new Margin(), new FrankWolfe(20));
    }
  }

  @Nested
  class FullStepsTowardsEachClass extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new EachTarget(Attack.of(new LInf(eps), new Margin(), new SuccessiveLinearization(10)), 3);
    }
  }

  @Nested
  class FullStepsL0 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new L0(eps), new CrossEntropy(), new SuccessiveLinearization(10));
    }

    @Override
    protected Map<String, String> optOuts() {
      return and(super.optOuts(), "attack14", "full steps of more coordinates go past the mistake");
    }

    @Override
    protected double[] sizes() {
      return new double[] {1, 3, 6};
    }
  }

  @Nested
  class Noise extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new LInf(eps), new CrossEntropy(), new RandomSearch(10));
    }
  }

  @Nested
  class PgdOverSamples extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new MaximumLoss(new LInf(eps), new CrossEntropy(), new ProjectedGradient(eps / 4, 20), MaximumLoss.Start.RANDOM, Goal.UNTARGETED,
          Problem.Answer.BEST, 3);
    }
  }

  /** The classes that train networks, here on images. */
  @Nested
  class AdamLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new LInf(eps), new CrossEntropy(), new Adam(eps / 4, 20));
    }
  }

  @Nested
  class HeavyBallL2 extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new L2(3 * eps), new CrossEntropy(), new Sgd(eps, 20, 0.9, true, 0, Schedule.COSINE, 0));
    }
  }

  @Nested
  class ClippedChainLInf extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return Attack.of(new LInf(eps), new Margin(), new FirstOrder(20, new Clip(1), new Momentum(0.5, false),
          new Direct(ProjectedGradient.Direction.STEEPEST), new Rate(eps / 4)));
    }
  }

  @Nested
  class Restarted extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Restarts(pgd(new LInf(eps), MaximumLoss.Start.RANDOM), 3);
    }
  }

  @Nested
  class Cascaded extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Cascade(List.of(Attack.of(new LInf(eps), new CrossEntropy(), new ProjectedGradient(eps, 1)),
          pgd(new LInf(eps), MaximumLoss.Start.RANDOM)));
    }
  }

  private static Network network() {
    return ModelsForTests.onJvm(ModelsForTests.dense(3, 12, 24, 4), DType.FLOAT32);
  }

  private static Batch batch(Network f, int n) {
    Tensor x = Tensors.uniform(new Random(2), 0, 1, DType.FLOAT32, n, 12);
    long[] ids = new long[n];
    java.util.Arrays.setAll(ids, i -> i);
    return new Batch(x, Labels.of(f.decide(x)), ids);
  }

  /** On a linear model of two classes the worst case in L∞ is a corner, and its loss is known. */
  @Test
  void pgdFindsTheClosedFormWorstCaseOfALinearModel() {
    Network f = ModelsForTests.onJvm(ModelsForTests.linear(8, 12, 2), DType.FLOAT32);
    Batch b = batch(f, 40);
    double eps = 0.05;
    Attack attack = new MaximumLoss(new LInf(eps), new Margin(), new ProjectedGradient(eps / 4, 10), MaximumLoss.Start.ZERO,
        Goal.UNTARGETED, Problem.Answer.LAST);
    double[] found = new Margin().values(f.logits(attack.run(f, b, RunContext.of(0)).adversarial()), b.y());
    double[] theta = f.parameters().theta().toDoubles();
    double[] clean = new Margin().values(f.logits(b.x()), b.y());
    for (int i = 0; i < 40; i++) {
      int y = b.y().classes()[i];
      double gain = 0;
      for (int j = 0; j < 12; j++) {
        double slope = theta[2 * j + 1 - y] - theta[2 * j + y];
        double x = b.x().get(i * 12 + j);
        gain += slope > 0 ? slope * Math.min(eps, 1 - x) : slope * Math.max(-eps, -x);
      }
      assertThat(found[i]).isCloseTo(clean[i] + gain, org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @Test
  void aMaskedFeatureNeverChanges() {
    Network plain = network();
    boolean[] mutable = new boolean[12];
    java.util.Arrays.fill(mutable, 0, 6, true);
    Network f = Network.of(plain.graph(), new JvmBackend(), Domain.unit(12).masked(mutable));
    Batch b = batch(plain, 20);
    for (ThreatModel threat : List.of(new LInf(0.3), new L2(1), new L1(2), new L0(3))) {
      Tensor delta = pgd(threat, MaximumLoss.Start.RANDOM).run(f, b, RunContext.of(1)).adversarial().minus(b.x());
      double[] row = new double[12];
      double moved = 0;
      for (int i = 0; i < 20; i++) {
        delta.read(i, row);
        assertThat(java.util.Arrays.copyOfRange(row, 6, 12)).containsOnly(0);
        moved += java.util.Arrays.stream(row).map(Math::abs).sum();
      }
      assertThat(moved).isPositive();
    }
  }

  @Test
  void aTargetedAttackEndsInItsTarget() {
    Network f = network();
    Batch b = batch(f, 60);
    for (Goal goal : List.of(new Goal.RunnerUp(), new Goal.Next(), new Goal.LeastLikely())) {
      Attack attack = new MaximumLoss(new LInf(0.5), new CrossEntropy(), new ProjectedGradient(0.05, 40), MaximumLoss.Start.ZERO, goal,
          Problem.Answer.BEST);
      Attacked a = attack.run(f, b, RunContext.of(1));
      int[] target = ((Labels.Targeted) goal.labels(b.y(), f.logits(b.x()), 4)).targets();
      int hits = 0;
      for (int i = 0; i < 60; i++) {
        assertThat(a.success()[i]).isEqualTo(a.decisions()[i] == target[i]);
        hits += a.success()[i] ? 1 : 0;
      }
      assertThat(hits).as("%s", goal).isGreaterThan(20);
    }
  }

  @Test
  void aFooledExampleCostsNothingMore() {
    Network f = network();
    Batch b = batch(f, 60);
    Attacked once = pgd(new LInf(0.2), MaximumLoss.Start.RANDOM).run(f, b, RunContext.of(1));
    Attacked again = new Restarts(pgd(new LInf(0.2), MaximumLoss.Start.RANDOM), 5).run(f, b, RunContext.of(1));
    int fooledAtOnce = 0;
    for (int i = 0; i < 60; i++) {
      boolean early = again.success()[i] && again.spent()[i].backward() <= 20;
      fooledAtOnce += early ? 1 : 0;
      assertThat(again.success()[i] || again.spent()[i].backward() == 100).isTrue();
      assertThat(!once.success()[i] || once.spent()[i].backward() <= 20).isTrue();
    }
    assertThat(fooledAtOnce).isPositive();
  }

  /** The sets of the threat models, in any domain without categories. */
  private abstract static class Sets extends FeasibleSetContract {
    private final Function<java.util.Random, ThreatModel> threat;

    Sets(Function<java.util.Random, ThreatModel> threat) {
      this.threat = threat;
    }

    @Override
    protected FeasibleSet set(java.util.Random random, int rows, int size) {
      Tensor x = Tensors.uniform(random, -1, 1, DType.FLOAT64, rows, size);
      return threat.apply(random).around(x, Domain.interval(-1, 1, size));
    }

    @Override
    protected Norm norm() {
      Norm norm = threat.apply(new java.util.Random(1)).norm();
      return norm == Norm.L0 ? null : norm;
    }
  }

  @Nested
  class AroundInputsLInf extends Sets {
    AroundInputsLInf() {
      super(random -> new LInf(random.nextDouble()));
    }
  }

  @Nested
  class AroundInputsL2 extends Sets {
    AroundInputsL2() {
      super(random -> new L2(2 * random.nextDouble()));
    }
  }

  @Nested
  class AroundInputsL1 extends Sets {
    AroundInputsL1() {
      super(random -> new L1(3 * random.nextDouble()));
    }
  }

  @Nested
  class AroundInputsL0 extends Sets {
    AroundInputsL0() {
      super(random -> new L0(random.nextInt(4)));
    }
  }

  /** No attack, search or threat model is left out; who declines which law stands in the page of the conformance kit. */
  @Test
  void everyRegisteredAttackIsOnTrial() {
    Conformance conformance = Conformance.of(AttacksTest.class);
    AttacksPlugin plugin = new AttacksPlugin();
    assertThat(conformance.subjects(Attack.class)).containsAll(Conformance.registered(plugin, Attack.class)).hasSizeGreaterThan(4);
    assertThat(conformance.parts(DistanceSearch.class)).containsAll(Conformance.registered(plugin, DistanceSearch.class))
        .hasSizeGreaterThan(4);
    assertThat(conformance.parts(ThreatModel.class)).containsAll(Conformance.registered(plugin, ThreatModel.class)).hasSizeGreaterThan(3);
    assertThat(conformance.parts(dev.danskin.api.Loss.class)).containsAll(Conformance.registered(plugin, dev.danskin.api.Loss.class));
    new GeneratedSection(Path.of("..", "docs", "conformance.md"), "opt-outs of attacks").is(conformance.optOuts());
  }
}
