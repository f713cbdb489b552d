package dev.danskin.defenses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Defense;
import dev.danskin.api.EmpiricalRisk;
import dev.danskin.api.Goal;
import dev.danskin.api.Hardened;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Parameters;
import dev.danskin.api.Philox;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.attacks.LInf;
import dev.danskin.models.Network;
import dev.danskin.solvers.Adam;
import dev.danskin.solvers.AdamW;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.testkit.Conformance;
import dev.danskin.testkit.DefenseContract;
import dev.danskin.testkit.GeneratedSection;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Property;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefensesTest {
  private static final double EPS = 0.06;

  private static Adam adam(int steps) {
    return new Adam(0.01, steps);
  }

  private static Attack pgd(double rate, int steps) {
    return new MaximumLoss(new LInf(EPS), new CrossEntropy(), new ProjectedGradient(rate, steps), MaximumLoss.Start.RANDOM,
        Goal.UNTARGETED, Problem.Answer.LAST);
  }

  /** The mean loss of one batch at the attack's inputs; {@code inner} is null for the inputs as they are. */
  private static Objective worst(Model model, Attack inner, int batch, RunContext run) {
    return new WorstCase(model, new CrossEntropy(), inner, DefenseContract.data().batches(batch, run.at("batches")), run.at("inner"));
  }

  /** The mean of a loss of outputs before and after the attack, over batches of 70. */
  private static Objective pairs(Model model, Attack inner, PairLoss loss, PairRisk.Against against, RunContext run) {
    return new EmpiricalRisk(model, new PairRisk(inner, loss, against), DefenseContract.data().batches(70, run.at("batches")),
        run.at("inner"));
  }

  /** The attack of a step of fifteen while ε grows over their first share {@code warmup}. */
  private static Attack warmed(int inner, double warmup, long step) {
    return pgd(EPS / 3, inner).at(EPS * Math.min(1, (step + 1) / (warmup * 15)));
  }

  @Nested
  class Standard extends DefenseContract {
    @Override
    protected Defense defense() {
      return new StandardTraining(adam(60), new CrossEntropy(), 150, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return worst(model, null, 150, run);
    }
  }

  @Nested
  class Adversarial extends DefenseContract {
    @Override
    protected Defense defense() {
      return new AdversarialTraining(adam(15), pgd(EPS / 3, 4), 130);
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return worst(model, pgd(EPS / 3, 4), 130, run);
    }
  }

  @Nested
  class WarmedAndMixed extends DefenseContract {
    @Override
    protected Defense defense() {
      return new AdversarialTraining(adam(15), pgd(EPS / 3, 3), 70, 0.4, 0.3, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return pairs(model, warmed(3, 0.4, step), new MixtureLoss(0.3), PairRisk.Against.LABELS, run);
    }
  }

  @Nested
  class TradesTraining extends DefenseContract {
    @Override
    protected Defense defense() {
      return new Trades(adam(15), pgd(EPS / 3, 3), 6, 70, 0.4, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return pairs(model, warmed(3, 0.4, step), new TradesLoss(6), PairRisk.Against.OWN_OUTPUT, run);
    }
  }

  @Nested
  class MartTraining extends DefenseContract {
    @Override
    protected Defense defense() {
      return new Mart(adam(15), pgd(EPS / 3, 3), 5, 70, 0, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return pairs(model, pgd(EPS / 3, 3), new MartLoss(5), PairRisk.Against.LABELS, run);
    }
  }

  @Nested
  class Free extends DefenseContract {
    @Override
    protected Defense defense() {
      return new FreeTraining(adam(60), new LInf(EPS), EPS, 4, 130, new NoAugmentation());
    }
  }

  @Nested
  class Fast extends DefenseContract {
    @Override
    protected Defense defense() {
      return new FastTraining(adam(30), pgd(1.25 * EPS, 1), pgd(EPS / 4, 8), 5, 100, 130, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return worst(model, pgd(1.25 * EPS, 1), 130, run);
    }
  }

  @Nested
  class Perturbed extends DefenseContract {
    @Override
    protected Defense defense() {
      return new WeightPerturbation(adam(15), pgd(EPS / 3, 3), 0.01, 130, new NoAugmentation());
    }
  }

  private static Network normalized() {
    return ModelsForTests.onJvm(ModelsForTests.normalizedDense(3, 6, 16, 2), DType.FLOAT32);
  }

  @Nested
  class AdversarialWithBatchNormalization extends DefenseContract {
    @Override
    protected Defense defense() {
      return new AdversarialTraining(adam(15), pgd(EPS / 3, 4), 130);
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return worst(model, pgd(EPS / 3, 4), 130, run);
    }

    @Override
    protected Network network() {
      return normalized();
    }
  }

  @Nested
  class TradesWithBatchNormalization extends DefenseContract {
    @Override
    protected Defense defense() {
      return new Trades(adam(15), pgd(EPS / 3, 3), 6, 70, 0.4, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return pairs(model, warmed(3, 0.4, step), new TradesLoss(6), PairRisk.Against.OWN_OUTPUT, run);
    }

    @Override
    protected Network network() {
      return normalized();
    }
  }

  @Nested
  class FreeWithBatchNormalization extends DefenseContract {
    @Override
    protected Defense defense() {
      return new FreeTraining(adam(60), new LInf(EPS), EPS, 4, 130, new NoAugmentation());
    }

    @Override
    protected Network network() {
      return normalized();
    }
  }

  @Nested
  class FastWithBatchNormalization extends DefenseContract {
    @Override
    protected Defense defense() {
      return new FastTraining(adam(30), pgd(1.25 * EPS, 1), pgd(EPS / 4, 8), 5, 100, 130, new NoAugmentation());
    }

    @Override
    protected Objective risk(Model model, long step, RunContext run) {
      return worst(model, pgd(1.25 * EPS, 1), 130, run);
    }

    @Override
    protected Network network() {
      return normalized();
    }
  }

  @Nested
  class PerturbedWithBatchNormalization extends DefenseContract {
    @Override
    protected Defense defense() {
      return new WeightPerturbation(adam(15), pgd(EPS / 3, 3), 0.01, 130, new NoAugmentation());
    }

    @Override
    protected Network network() {
      return normalized();
    }
  }

  /**
   * One step: running ← 0.9·running + 0.1·mean over the pieces of what each found, whatever decay does to θ and however many
   * evaluations there are.
   */
  @Test
  void runningStatisticsFollowThePiecesOfABatch() {
    AdamW outer = new AdamW(0.01, 1);
    NoAugmentation none = new NoAugmentation();
    followed(new StandardTraining(outer, new CrossEntropy(), 150, none));
    Attack idle = pgd(1e-12, 1).at(1e-12);
    for (Defense d : new Defense[] {new AdversarialTraining(outer, idle, 150), new Trades(outer, idle, 6, 150, 0, none),
        new FreeTraining(outer, new LInf(1e-12), 1e-12, 1, 150, none), new WeightPerturbation(outer, idle, 0, 150, none)}) {
      followed(d);
    }
  }

  private static void followed(Defense defense) {
    Network start = normalized();
    RunContext run = RunContext.of(1);
    Hardened h = defense.harden(start, DefenseContract.data(), run);
    Batch batch = DefenseContract.data().batches(150, run.at("batches")).apply(0);
    double[] theta = start.parameters().theta().toDoubles();
    double[] after = h.model().parameters().theta().toDoubles();
    double[] found = new double[theta.length];
    for (int from = 0; from < 150; from += 64) {
      Batch piece = batch.rows(java.util.stream.IntStream.range(from, Math.min(150, from + 64)).toArray());
      try (Linearized l = start.training().linearize(piece.x())) {
        double[] s = l.statistics().toDoubles();
        for (int i = 0; i < s.length; i++) {
          found[i] += s[i] * piece.size() / 150;
        }
      }
    }
    for (Parameters.Block b : start.parameters().blocks()) {
      for (int i = b.offset(); i < b.offset() + b.size(); i++) {
        assertThat(after[i]).as(defense + ", " + b.name()).isNotEqualTo(theta[i]);
        if (!b.trained()) {
          assertThat(after[i]).as(defense + ", " + b.name()).isCloseTo(0.9 * theta[i] + 0.1 * found[i], Offset.offset(1e-6));
        }
      }
    }
  }

  private static double robust(Model f) {
    Batch b = DefenseContract.data().first(300);
    int[] decisions = pgd(EPS / 4, 10).run(f, b, RunContext.of(9)).decisions();
    int right = 0;
    for (int i = 0; i < 300; i++) {
      right += decisions[i] == b.y().classes()[i] ? 1 : 0;
    }
    return right / 300.0;
  }

  /** The classes touch, so some robustness costs nothing; every defense must find more of it than standard training. */
  @Test
  void everyDefenseIsMoreRobustThanStandardTraining() {
    Model start = ModelsForTests.onJvm(ModelsForTests.dense(3, 6, 16, 2), DType.FLOAT32);
    Adam outer = adam(250);
    double standard = robust(new StandardTraining(outer, new CrossEntropy(), 150, new NoAugmentation())
        .harden(start, DefenseContract.data(), RunContext.of(1)).model());
    for (Defense d : new Defense[] {new AdversarialTraining(outer, pgd(EPS / 3, 5), 150),
        new Trades(outer, pgd(EPS / 3, 5), 6, 150, 0, new NoAugmentation()), new Mart(outer, pgd(EPS / 3, 5), 5, 150, 0, new NoAugmentation()),
        new FreeTraining(outer, new LInf(EPS), EPS, 4, 150, new NoAugmentation()),
        new FastTraining(outer, pgd(1.25 * EPS, 1), pgd(EPS / 4, 8), 50, 100, 150, new NoAugmentation()),
        new WeightPerturbation(outer, pgd(EPS / 3, 5), 0.005, 150, new NoAugmentation())}) {
      Hardened h = d.harden(start, DefenseContract.data(), RunContext.of(1));
      assertThat(robust(h.model())).as(d.getClass().getSimpleName()).isGreaterThan(standard);
    }
  }

  @Test
  void pairLossesHaveTheGradientsOfTheirValues() {
    Property.check(60, random -> {
      for (PairLoss loss : new PairLoss[] {new MixtureLoss(0.3), new TradesLoss(6), new MartLoss(5)}) {
        int k = 2 + random.nextInt(5);
        double[] a = random.doubles(k, -2, 2).toArray();
        double[] b = random.doubles(k, -2, 2).toArray();
        double[] ga = new double[k];
        double[] gb = new double[k];
        int y = random.nextInt(k);
        loss.at(a, b, y, ga, gb);
        for (int i = 0; i < k; i++) {
          assertThat(ga[i]).as("%s, clean", loss).isCloseTo(slope(loss, a, b, y, a, i), Offset.offset(1e-5));
          assertThat(gb[i]).as("%s, changed", loss).isCloseTo(slope(loss, a, b, y, b, i), Offset.offset(1e-5));
        }
      }
    });
  }

  private static double slope(PairLoss loss, double[] a, double[] b, int y, double[] moved, int i) {
    double h = 1e-6;
    double before = moved[i];
    moved[i] = before + h;
    double up = loss.at(a, b, y, new double[a.length], new double[a.length]);
    moved[i] = before - h;
    double down = loss.at(a, b, y, new double[a.length], new double[a.length]);
    moved[i] = before;
    return (up - down) / (2 * h);
  }

  @Test
  void cropsAndFlipsMovePixelsAndDependOnTheIdOnly() {
    Tensor x = Tensor.zeros(DType.FLOAT32, 20, 1, 4, 5).mapRows((r, v) -> java.util.Arrays.setAll(v, i -> i + 1),
        Tensor.zeros(DType.FLOAT32, 20, 1, 4, 5));
    long[] ids = new Random(1).longs(20, 0, 1000).toArray();
    Batch batch = new Batch(x, Labels.of(new int[20]), ids);
    CropFlip moves = new CropFlip(1, true);
    Batch moved = moves.apply(batch, 3, Philox.of(1, "a"));
    int[] last = {13};
    assertThat(moves.apply(batch.rows(last), 3, Philox.of(1, "a")).x().toDoubles()).isEqualTo(moved.x().rows(last).toDoubles());
    assertThat(moves.apply(batch, 4, Philox.of(1, "a")).x().toDoubles()).isNotEqualTo(moved.x().toDoubles());
    double[] row = new double[20];
    boolean mirrored = false;
    for (int r = 0; r < 20; r++) {
      moved.x().read(r, row);
      mirrored |= row[6] > row[7] && row[7] > 0;
      assertThat(java.util.Arrays.stream(row).filter(v -> v > 0).distinct().count()).isGreaterThanOrEqualTo(12);
    }
    assertThat(mirrored).isTrue();
    assertThat(new CropFlip(0, false).apply(batch, 0, Philox.of(1, "a")).x().toDoubles()).isEqualTo(x.toDoubles());
  }

  /** No defense is left out; who declines which law stands in the page of the conformance kit. */
  @Test
  void everyRegisteredDefenseIsOnTrial() {
    Conformance conformance = Conformance.of(DefensesTest.class);
    assertThat(conformance.subjects(Defense.class)).containsAll(Conformance.registered(new DefensesPlugin(), Defense.class))
        .hasSizeGreaterThan(6);
    new GeneratedSection(Path.of("..", "docs", "conformance.md"), "opt-outs of defenses").is(conformance.optOuts());
  }
}
