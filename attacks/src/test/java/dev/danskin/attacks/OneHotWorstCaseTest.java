package dev.danskin.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.solvers.AutoProjectedGradient;
import dev.danskin.solvers.FrankWolfe;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.RandomSearch;
import dev.danskin.solvers.SparseAutoProjectedGradient;
import dev.danskin.solvers.Square;
import dev.danskin.solvers.SuccessiveLinearization;
import dev.danskin.testkit.ModelsForTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Attacks where some features are categories. On a logistic model the worst case is that of trying all categories with the best use of what
 * is left for the numbers; no attack leaves the domain, none is worse than the clean input.
 */
class OneHotWorstCaseTest {
  private static final int N = 30;
  private static final int NUMBERS = 4;
  /** Four numbers, of which the last must not change; categories of 3, 2 and 3, of which the last is fixed. */
  private static final int D = NUMBERS + 8;
  private static final List<int[]> GROUPS = List.of(new int[] {4, 5, 6}, new int[] {7, 8}, new int[] {9, 10, 11});
  private static final Domain DOMAIN = domain();

  private static Domain domain() {
    boolean[] mutable = new boolean[D];
    Arrays.fill(mutable, 0, 9, true);
    mutable[3] = false;
    return Domain.unit(D).masked(mutable).oneHot(GROUPS);
  }

  private static Network network(Graph graph, DType type) {
    return Network.of(graph, new JvmBackend(type), DOMAIN);
  }

  private static Batch batch(DType type, int classes) {
    Random random = new Random(4);
    double[] x = new double[N * D];
    for (int r = 0; r < N; r++) {
      for (int i = 0; i < NUMBERS; i++) {
        x[r * D + i] = random.nextDouble();
      }
      for (int[] g : GROUPS) {
        x[r * D + g[random.nextInt(g.length)]] = 1;
      }
    }
    return new Batch(Tensor.of(x, N, D).cast(type), Labels.of(IntStream.range(0, N).map(i -> i % classes).toArray()),
        IntStream.range(0, N).asLongStream().toArray());
  }

  private static List<ThreatModel> threats() {
    List<ThreatModel> all = new ArrayList<>();
    for (double eps : new double[] {0, 0.3, 1, 1.5, 2.2, 4.5}) {
      all.addAll(List.of(new LInf(eps), new L2(eps), new L1(eps), new L0(Math.floor(2 * eps))));
    }
    return all;
  }

  private static MaximumLoss attack(ThreatModel threat, Loss loss, Solver solver) {
    return new MaximumLoss(threat, loss, solver, MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST);
  }

  /** The slopes of f_{1−y} − f_y, from the weights [D, 2]. */
  private static double[] slopes(Network f, int y) {
    double[] theta = f.parameters().theta().toDoubles();
    return IntStream.range(0, D).mapToDouble(i -> theta[2 * i + 1 - y] - theta[2 * i + y]).toArray();
  }

  /** The most that the numbers can add, by hand: a sum, a knapsack, the k best, and for L2 bisection of a multiplier. */
  private static double numbers(ThreatModel threat, double[] w, double[] x, double left) {
    double[] room = IntStream.range(0, NUMBERS - 1).mapToDouble(i -> w[i] > 0 ? 1 - x[i] : x[i]).toArray();
    Integer[] order = IntStream.range(0, room.length).boxed().toArray(Integer[]::new);
    boolean count = threat instanceof L0;
    Arrays.sort(order, (a, b) -> Double.compare(Math.abs(w[b]) * (count ? room[b] : 1), Math.abs(w[a]) * (count ? room[a] : 1)));
    if (threat instanceof L2) {
      return euclidean(w, room, left);
    }
    double sum = 0;
    double budget = left;
    for (int i : order) {
      double move = count ? (budget >= 1 ? room[i] : 0) : Math.min(room[i], threat instanceof LInf ? left : budget);
      sum += Math.abs(w[i]) * move;
      budget -= count ? 1 : threat instanceof LInf ? 0 : move;
    }
    return sum;
  }

  private static double euclidean(double[] w, double[] room, double radius) {
    double low = 0;
    double high = 1e12;
    for (int k = 0; k < 300; k++) {
      double s = (low + high) / 2;
      double square = IntStream.range(0, room.length).mapToDouble(i -> Math.min(s * Math.abs(w[i]), room[i])).map(v -> v * v).sum();
      low = square <= radius * radius ? s : low;
      high = square <= radius * radius ? high : s;
    }
    double s = low;
    return IntStream.range(0, room.length).mapToDouble(i -> Math.abs(w[i]) * Math.min(s * Math.abs(w[i]), room[i])).sum();
  }

  private static double left(ThreatModel threat, int switches) {
    double eps = threat.eps();
    return switch (threat.norm()) {
      case LINF -> switches == 0 || eps >= 1 ? eps : -1;
      case L2 -> eps * eps >= 2 * switches ? Math.sqrt(eps * eps - 2 * switches) : -1;
      case L1, L0 -> eps - 2 * switches;
    };
  }

  private static double gain(ThreatModel threat, double[] w, double[] x) {
    double best = 0;
    int a = IntStream.of(GROUPS.get(0)).filter(i -> x[i] == 1).findFirst().orElseThrow();
    int b = IntStream.of(GROUPS.get(1)).filter(i -> x[i] == 1).findFirst().orElseThrow();
    for (int i : GROUPS.get(0)) {
      for (int j : GROUPS.get(1)) {
        double left = left(threat, (i == a ? 0 : 1) + (j == b ? 0 : 1));
        if (left >= 0) {
          best = Math.max(best, w[i] - w[a] + w[j] - w[b] + numbers(threat, w, x, left));
        }
      }
    }
    return best;
  }

  @Test
  void fullStepsReachTheWorstCaseOfALogisticModel() {
    Network f = network(ModelsForTests.linear(6, D, 2), DType.FLOAT64);
    Batch b = batch(DType.FLOAT64, 2);
    double[] clean = new Margin().values(f.logits(b.x()), b.y());
    double[] x = new double[D];
    for (ThreatModel threat : threats()) {
      Solution s = attack(threat, new CrossEntropy(), new SuccessiveLinearization(4)).explore(f, b, null, RunContext.of(1));
      for (int i = 0; i < N; i++) {
        b.x().read(i, x);
        double worst = clean[i] + gain(threat, slopes(f, b.y().classes()[i]), x);
        double loss = Math.max(worst, 0) + Math.log1p(Math.exp(-Math.abs(worst)));
        assertThat(s.values()[i]).as("%s, row %d", threat, i).isCloseTo(loss, Percentage.withPercentage(1e-4));
      }
    }
  }

  /** Solvers that take grouped sets, for a size. */
  private static List<Solver> solvers(double eps) {
    return List.of(new ProjectedGradient(eps / 4, 20), new ProjectedGradient(2 * eps, 5), new AutoProjectedGradient(2 * eps, 20),
        new SparseAutoProjectedGradient(eps, 20), new RandomSearch(8), new SuccessiveLinearization(12));
  }

  private static void valid(Network f, Batch b, ThreatModel threat, Attacked a, String what) {
    f.domain().check(a.adversarial(), b.ids());
    f.domain().checkKept(b.x(), a.adversarial(), b.ids());
    assertThat(threat.around(b.x(), f.domain()).contains(a.adversarial().minus(b.x()), 1e-5)).as(what).containsOnly(true);
    assertThat(a.outcomes()).as(what).noneMatch(o -> o instanceof dev.danskin.api.Outcome.Unstable);
  }

  @Test
  void noAttackLeavesTheDomainOrIsWorseThanTheCleanInput() {
    for (int classes : new int[] {2, 3}) {
      Network f = network(ModelsForTests.dense(3, D, 24, classes), DType.FLOAT32);
      Batch b = batch(DType.FLOAT32, classes);
      double[] clean = new Margin().values(f.logits(b.x()), b.y());
      for (ThreatModel threat : threats()) {
        for (Solver solver : solvers(threat.eps())) {
          String what = threat + " " + solver + " " + classes;
          for (MaximumLoss.Start start : MaximumLoss.Start.values()) {
            valid(f, b, threat, new MaximumLoss(threat, new Margin(), solver, start, Goal.UNTARGETED, Problem.Answer.LAST)
                .run(f, b, RunContext.of(2)), what);
          }
          Solution s = attack(threat, new Margin(), solver).explore(f, b, null, RunContext.of(3));
          for (int i = 0; i < N; i++) {
            assertThat(s.values()[i]).as(what).isGreaterThanOrEqualTo(clean[i] - (solver instanceof RandomSearch ? 1e9 : 0));
          }
        }
      }
    }
  }

  /** Full steps with samples find categories that projected steps of the usual size never reach. */
  @Test
  void fullStepsCrossCategoriesWhereSmallStepsFallBack() {
    Network f = network(ModelsForTests.dense(3, D, 24, 3), DType.FLOAT32);
    Batch b = batch(DType.FLOAT32, 3);
    ThreatModel threat = new L1(2);
    double[] small = attack(threat, new Margin(), new ProjectedGradient(0.2, 40)).explore(f, b, null, RunContext.of(1)).values();
    double[] full = attack(threat, new Margin(), new SuccessiveLinearization(40)).explore(f, b, null, RunContext.of(1)).values();
    assertThat(IntStream.range(0, N).filter(i -> full[i] > small[i]).count()).isGreaterThan(N / 2);
  }

  @Test
  void whatNeedsBoxesIsRefusedBeforeAnythingRuns() {
    Network f = network(ModelsForTests.dense(3, D, 24, 3), DType.FLOAT32);
    List<Attack> attacks = List.of(new MinimumDistance(new LInf(1), new FastAdaptiveBoundary(5), Goal.UNTARGETED, MinimumDistance.Answer.WITHIN),
        new MinimumDistance(new L2(1), new DeepFool(5, 0.02, 9), Goal.UNTARGETED, MinimumDistance.Answer.NEAREST),
        attack(new LInf(1), new Margin(), new Square(10, 0.8)), attack(new L1(1), new Margin(), new FrankWolfe(3)));
    for (Attack a : attacks) {
      assertThatThrownBy(() -> a.run(f, batch(DType.FLOAT32, 3), RunContext.of(1))).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--attack tabular");
      for (Attack folded : List.of(new Restarts(a, 2), new Cascade(List.of(attack(new LInf(1), new Margin(), new RandomSearch(1)), a)))) {
        assertThatThrownBy(() -> folded.accept(DOMAIN)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--attack tabular");
      }
      a.accept(Domain.unit(D));
    }
  }

  @Test
  void aDomainRefusesGroupsThatAreNone() {
    assertThatThrownBy(() -> Domain.unit(4).oneHot(0)).hasMessageContaining("at least 2 features");
    assertThatThrownBy(() -> Domain.unit(4).oneHot(0, 4)).hasMessageContaining("found feature 4");
    assertThatThrownBy(() -> Domain.unit(4).oneHot(0, 1).oneHot(1, 2)).hasMessageContaining("in no group yet, found feature 1");
    assertThatThrownBy(() -> Domain.interval(0, 2, 4).oneHot(0, 1)).hasMessageContaining("bounds [0, 1] for feature 0");
    assertThatThrownBy(() -> DOMAIN.check(Tensor.of(new double[D], 1, D), new long[] {7})).hasMessageContaining("example 7")
        .hasMessageContaining("one 1 among zeros");
    Tensor x = batch(DType.FLOAT32, 2).x();
    Tensor y = x.plus(x.like().fill(0));
    y.mapRows((r, v) -> v[3] = 0.5, y);
    assertThatThrownBy(() -> DOMAIN.checkKept(x, y, new long[N])).hasMessageContaining("feature 3").hasMessageContaining("must not change");
    assertThat(new LInf(1).around(x, DOMAIN)).isInstanceOf(OneHotBall.class);
  }
}
