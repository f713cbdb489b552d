package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Counts;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.Model;
import dev.danskin.api.Outcome;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.Transformation;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.api.transformation.GaussianNoise;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of {@link Attack}: extend this class and say how the attack is made for a size ε. */
public abstract class AttackContract extends Contract {
  private static final int N = 23;

  /** The attack under a threat model of size ε, in the units of inputs in [0, 1]. */
  protected abstract Attack attack(double eps);

  /** Sizes to try, ascending. */
  protected double[] sizes() {
    return new double[] {0.02, 0.1, 0.3};
  }

  /** The shape of the inputs, of at least twelve features; an attack on images says so here. */
  protected int[] input() {
    return new int[] {12};
  }

  /** A loss that the attack does not make smaller; the one it maximises, if it maximises one. */
  protected Loss loss() {
    return new CrossEntropy();
  }

  @Override
  protected Attack subject() {
    return attack(sizes()[1]);
  }

  @Override
  protected Map<String, String> optOuts() {
    return subject() instanceof MinimumDistance ? Map.of("attack04", "looks for the nearest mistake and maximises no loss") : Map.of();
  }

  private Network network() {
    return ModelsForTests.onJvm(ModelsForTests.dense(3, input(), 24, 4), DType.FLOAT32);
  }

  private Tensor inputs(long seed, int n) {
    return Tensors.uniform(new Random(seed), 0, 1, DType.FLOAT32, Shape.rows(n, input()).extents());
  }

  private Batch batch(Network f, long seed) {
    Tensor x = inputs(seed, N);
    long[] ids = new Random(seed).longs(N, 0, 10_000).toArray();
    return new Batch(x, Labels.of(f.decide(x)), ids);
  }

  @Test
  void required_attack01_perturbationsAreAdmissibleAndInputsValid() {
    Network f = network();
    Batch b = batch(f, 1);
    for (double eps : sizes()) {
      Attack attack = attack(eps);
      Attacked a = attack.run(f, b, RunContext.of(1));
      Tensor delta = a.adversarial().minus(b.x());
      assertThat(attack.threat().around(b.x(), f.domain()).contains(delta, 1e-5)).containsOnly(true);
      f.domain().check(a.adversarial(), b.ids());
    }
  }

  @Test
  void required_attack02_successIsWhatTheModelSays() {
    Network f = network();
    Batch b = batch(f, 2);
    Attacked a = attack(sizes()[2]).run(f, b, RunContext.of(1));
    assertThat(a.decisions()).isEqualTo(f.decide(a.adversarial()));
    for (int i = 0; i < N; i++) {
      assertThat(a.success()[i]).isEqualTo(a.decisions()[i] != b.y().classes()[i]);
    }
  }

  @Test
  void required_attack03_examplesDoNotKnowTheirNeighbours() {
    Network f = network();
    Batch b = batch(f, 3);
    Attacked all = attack(sizes()[1]).run(f, b, RunContext.of(1));
    int[] reversed = new int[N];
    java.util.Arrays.setAll(reversed, i -> N - 1 - i);
    Attacked back = attack(sizes()[1]).run(f, b.rows(reversed), RunContext.of(1));
    assertThat(back.adversarial().rows(reversed).toDoubles()).isEqualTo(all.adversarial().toDoubles());
    int[] one = {7};
    Attacked alone = attack(sizes()[1]).run(f, b.rows(one), RunContext.of(1));
    assertThat(alone.adversarial().toDoubles()).isEqualTo(all.adversarial().rows(one).toDoubles());
    assertThat(alone.spent()[0]).isEqualTo(all.spent()[7]);
  }

  @Test
  void optional_attack04_neverBelowTheCleanLoss() {
    Network f = network();
    Batch b = batch(f, 4);
    double[] clean = loss().values(f.logits(b.x()), b.y());
    for (double eps : sizes()) {
      Attacked a = attack(eps).run(f, b, RunContext.of(1));
      double[] found = loss().values(f.logits(a.adversarial()), b.y());
      for (int i = 0; i < N; i++) {
        assertThat(a.success()[i] || found[i] >= clean[i] - 1e-6 * (1 + Math.abs(clean[i]))).as("example %d, ε = %s", i, eps).isTrue();
      }
    }
  }

  @Test
  void required_attack05_sizeZeroChangesNothing() {
    Network f = network();
    Batch b = batch(f, 5);
    Attacked a = attack(0).run(f, b, RunContext.of(1));
    assertThat(a.success()).containsOnly(false);
    assertThat(a.adversarial().toDoubles()).isEqualTo(b.x().toDoubles());
  }

  @Test
  void optional_attack06_onALinearModelALargerSizeNeverSavesAnExample() {
    Network f = ModelsForTests.onJvm(ModelsForTests.linear(6, input(), 2), DType.FLOAT32);
    Batch b = batch(f, 6);
    boolean[] before = new boolean[N];
    for (double eps : sizes()) {
      boolean[] now = attack(eps).run(f, b, RunContext.of(1)).success();
      for (int i = 0; i < N; i++) {
        assertThat(before[i] && !now[i]).isFalse();
      }
      before = now;
    }
  }

  @Test
  void required_attack07_budgetsHold() {
    Network f = network();
    Batch b = batch(f, 7);
    for (int limit = 0; limit < 5; limit++) {
      Attacked a = attack(sizes()[0]).run(f, b, RunContext.of(1).with(new Budget(limit, limit, limit)));
      for (int i = 0; i < N; i++) {
        assertThat(a.spent()[i].forward()).isLessThanOrEqualTo(limit);
        assertThat(a.spent()[i].backward()).isLessThanOrEqualTo(limit);
      }
    }
  }

  @Test
  void required_attack08_costIsKnownBefore() {
    Network f = network();
    Attack attack = attack(sizes()[0]);
    Attacked a = attack.run(f, batch(f, 8), RunContext.of(1));
    for (int i = 0; i < N; i++) {
      assertThat(a.spent()[i].forward()).isLessThanOrEqualTo(attack.cost().forward());
      assertThat(a.spent()[i].backward()).isLessThanOrEqualTo(attack.cost().backward());
    }
  }

  @Test
  void required_attack09_stopsWhenAsked() {
    Network f = network();
    RunContext run = new RunContext(1, "law", Budget.UNLIMITED, () -> true, e -> {});
    Attacked a = attack(sizes()[2]).run(f, batch(f, 9), run);
    assertThat(a.outcomes()).allMatch(o -> o instanceof Outcome.Stopped);
  }

  /** The same network behind noise, and examples that it gets right by its votes. */
  private Model noisy() {
    return Transformation.before(network(), List.of(new GaussianNoise(0.1)));
  }

  private Batch judged(Model f, long seed) {
    Batch b = batch(network(), seed);
    return new Batch(b.x(), Labels.of(Randomised.votes(f, b.x(), b.ids(), 1)), b.ids());
  }

  @Test
  void required_attack10_aRandomisedModelIsJudgedByItsVotes() {
    Model f = noisy();
    Batch b = judged(f, 10);
    Attack attack = attack(sizes()[2]);
    Attacked a = attack.run(f, b, RunContext.of(1));
    assertThat(attack.threat().around(b.x(), f.domain()).contains(a.adversarial().minus(b.x()), 1e-5)).containsOnly(true);
    assertThat(a.decisions()).isEqualTo(Randomised.votes(f, a.adversarial(), b.ids(), 1));
    for (int i = 0; i < N; i++) {
      assertThat(a.success()[i]).isEqualTo(a.decisions()[i] != b.y().classes()[i]);
      assertThat(a.outcomes()[i]).isNotInstanceOf(Outcome.Unstable.class);
      assertThat(a.spent()[i].forward()).isLessThanOrEqualTo(attack.cost().forward());
      assertThat(a.spent()[i].backward()).isLessThanOrEqualTo(attack.cost().backward());
    }
  }

  @Test
  void required_attack11_examplesOfARandomisedModelDoNotKnowTheirNeighbours() {
    Model f = noisy();
    Batch b = judged(f, 11);
    Attacked all = attack(sizes()[1]).run(f, b, RunContext.of(1));
    int[] some = {20, 7, 3};
    Attacked few = attack(sizes()[1]).run(f, b.rows(some), RunContext.of(1));
    assertThat(few.adversarial().toDoubles()).isEqualTo(all.adversarial().rows(some).toDoubles());
    for (int j = 0; j < some.length; j++) {
      assertThat(few.spent()[j]).isEqualTo(all.spent()[some[j]]);
      assertThat(few.decisions()[j]).isEqualTo(all.decisions()[some[j]]);
    }
  }

  @Test
  void required_attack12_budgetsHoldOfARandomisedModel() {
    Model f = noisy();
    Batch b = judged(f, 12);
    for (int limit = 0; limit < 5; limit++) {
      for (Counts spent : attack(sizes()[0]).run(f, b, RunContext.of(1).with(new Budget(limit, limit, limit))).spent()) {
        assertThat(spent.forward()).isLessThanOrEqualTo(limit);
        assertThat(spent.backward()).isLessThanOrEqualTo(limit);
      }
    }
  }

  /** Where features are categories an attack returns valid inputs, or it refuses the domain before it has cost anything. */
  @Test
  void required_attack13_oneHotGroupsAreKeptWholeOrRefused() {
    boolean[] mutable = new boolean[network().domain().features()];
    java.util.Arrays.fill(mutable, 0, 10, true);
    Domain domain = Domain.unit(input()).masked(mutable).oneHot(0, 1, 2).oneHot(5, 6).oneHot(10, 11);
    Network f = Network.of(ModelsForTests.dense(3, input(), 24, 4), new JvmBackend(), domain);
    Tensor x = batch(network(), 13).x();
    x.mapRows((r, v) -> domain.groups().forEach(g -> {
      java.util.Arrays.stream(g).forEach(i -> v[i] = 0);
      v[g[r % g.length]] = 1;
    }), x);
    Batch b = new Batch(x, Labels.of(f.decide(x)), new Random(13).longs(N, 0, 10_000).toArray());
    for (double eps : new double[] {sizes()[1], sizes()[2], 2.5}) {
      Attack attack = attack(eps);
      boolean refused = refuses(() -> attack.accept(domain));
      assertThat(refuses(() -> attack.run(f, b, RunContext.of(1)))).isEqualTo(refused);
      if (!refused) {
        Tensor changed = attack.run(f, b, RunContext.of(1)).adversarial();
        domain.check(changed, b.ids());
        domain.checkKept(x, changed, b.ids());
        assertThat(attack.threat().around(x, domain).contains(changed.minus(x), 1e-5)).containsOnly(true);
      }
    }
  }

  /** At most one example in a hundred. */
  @Test
  void stochastic_attack14_onANetworkALargerSizeSavesHardlyAnExample() {
    Network f = network();
    Tensor x = inputs(14, 200);
    Batch b = new Batch(x, Labels.of(f.decide(x)), java.util.stream.LongStream.range(0, 200).toArray());
    boolean[] before = new boolean[200];
    for (double eps : sizes()) {
      boolean[] now = attack(eps).run(f, b, RunContext.of(1)).success();
      int saved = 0;
      for (int i = 0; i < 200; i++) {
        saved += before[i] && !now[i] ? 1 : 0;
      }
      assertThat(saved).as("saved by ε = %s", eps).isLessThanOrEqualTo(2);
      before = now;
    }
  }

  private static boolean refuses(Runnable question) {
    try {
      question.run();
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
