package dev.danskin.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Draws;
import dev.danskin.api.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Measures of cases that were computed by hand. */
class MeasuresTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Draws DRAWS = Philox.of(3, "test");

  /** Two of three hit: (10 + 30 + 50) / 2. */
  @Test
  void expectedRunningTimeCountsWhatFailedTrialsSpent() {
    List<Trial> trials = List.of(Trials.of(12, 10), Trials.of(40, 30), Trials.of(50, 0));
    assertThat(ExpectedRunningTime.of(trials, 0)).isEqualTo(new ExpectedRunningTime(45, 2, 3));
    assertThat(ExpectedRunningTime.of(trials.subList(2, 3), 0)).isEqualTo(new ExpectedRunningTime(INFINITE, 0, 1));
  }

  @Test
  void runtimesWithoutFailuresAreThoseOfTheTrials() {
    double[] runtimes = RuntimeDistribution.of(List.of(Trials.of(10, 10), Trials.of(20, 20)), 0, 5, DRAWS);
    assertThat(runtimes).hasSize(100).containsOnly(2, 4);
    assertThat(Arrays.stream(runtimes).filter(r -> r == 2).count()).isEqualTo(50);
  }

  /** Restarts add the whole of what failed trials spent: a success alone costs 10, after k failures 10 + 100 k; half of first trials fail. */
  @Test
  void runtimesOfFailedTrialsGoOnUntilOneSucceeds() {
    double[] runtimes = RuntimeDistribution.of(List.of(Trials.of(10, 10), Trials.of(100, 0)), 0, 1, DRAWS);
    assertThat(Arrays.stream(runtimes).filter(r -> r == 10).count()).isEqualTo(50);
    assertThat(Arrays.stream(runtimes).filter(r -> r > 10)).hasSize(50).allMatch(r -> r % 100 == 10);
    assertThat(Arrays.stream(runtimes).average().orElseThrow()).as("ERT is 110").isBetween(80.0, 150.0);
    assertThat(RuntimeDistribution.of(List.of(Trials.of(100, 0)), 0, 1, DRAWS)).containsOnly(INFINITE);
  }

  @Test
  void theSameDrawsGiveTheSameRuntimes() {
    List<Trial> trials = List.of(Trials.of(10, 10), Trials.of(100, 0), Trials.of(70, 0));
    assertThat(RuntimeDistribution.of(trials, 0, 1, DRAWS)).isEqualTo(RuntimeDistribution.of(trials, 0, 1, Philox.of(3, "test")));
  }

  @Test
  void sharesStepAtTheNumbers() {
    double[] numbers = {1, 2, 2, INFINITE};
    assertThat(Steps.share(numbers, 0.5)).isZero();
    assertThat(Steps.share(numbers, 1)).isEqualTo(0.25);
    assertThat(Steps.share(numbers, 2)).isEqualTo(0.75);
    assertThat(Steps.share(numbers, 1e9)).isEqualTo(0.75);
    assertThat(Steps.quantile(new double[] {5, 1, 4, 2, 3}, 0.5)).isEqualTo(3);
    assertThat(Steps.quantile(new double[] {5, 1, 4, 2, 3}, 0.1)).isEqualTo(1);
    assertThat(Steps.quantile(new double[] {5, 1, 4, 2, 3}, 0.9)).isEqualTo(5);
  }

  /** (2 + 0 + 1 + 1) of 4 trials × 2 targets; the first function's share varies between resamples, the second's does not. */
  @Test
  void theShareOfTriplesHasAnIntervalByResampling() {
    HitShare share = HitShare.of(List.of(new int[] {2, 0}, new int[] {1, 1}), 2, DRAWS);
    assertThat(share.share()).isEqualTo(0.5);
    assertThat(share.low()).isEqualTo(0.25);
    assertThat(share.high()).isEqualTo(0.75);
    assertThat(HitShare.of(List.of(new int[] {1, 1}), 2, DRAWS)).isEqualTo(new HitShare(0.5, 0.5, 0.5));
  }

  /** On the problems (1, 2), (4, 1), (3, ∞), (∞, ∞) the ratios are 1, 4, 1, ∞ and 2, 1, ∞, ∞. */
  @Test
  void performanceProfilesCompareWithTheBest() {
    List<PerformanceProfile> profiles = PerformanceProfile.of(List.of(new double[] {1, 2}, new double[] {4, 1}, new double[] {3, INFINITE},
        new double[] {INFINITE, INFINITE}), 2);
    assertThat(profiles.get(0).ratios()).containsExactly(1, 1, 4, INFINITE);
    assertThat(profiles.get(1).ratios()).containsExactly(1, 2, INFINITE, INFINITE);
    assertThat(profiles.get(0).at(1)).isEqualTo(0.5);
    assertThat(profiles.get(0).at(4)).isEqualTo(0.75);
    assertThat(profiles.get(1).at(2)).isEqualTo(0.5);
    assertThat(profiles.get(0).algoPerf()).as("(1 + 1 + 0 + 0) / 4").isEqualTo(0.5);
    assertThat(profiles.get(1).algoPerf()).as("(1 + 2/3) / 4").isCloseTo(5 / 12.0, within(1e-15));
  }

  /** Simplex gradients: 6 and 30 evaluations in 2 variables are 2 and 10. */
  @Test
  void dataProfilesCountTrialsSolvedWithinSimplexGradients() {
    Experiment e = Trials.experiment(1, 1, Trials.two(), Trials.random("r", 1));
    Experiment units = new Experiment("more-wild", e.solvers(), e.problems(), 1, new Allowance(100, 1), e.targets(), 0);
    Runs runs = new Runs(units, List.of(Trials.at(new Trial.Key(0, 0, 0), 99, 1, 6, 0), Trials.at(new Trial.Key(0, 1, 0), 30, 1, 30, 30)));
    DataProfile loose = DataProfile.of(runs, 0, runs.cells(), 0);
    assertThat(loose.costs()).containsExactly(2, 10);
    assertThat(Stream.of(1.9, 2.0, 9.9, 10.0).map(loose::at)).containsExactly(0.0, 0.5, 0.5, 1.0);
    assertThat(DataProfile.of(runs, 0, runs.cells(), 1).solved()).isEqualTo(1);
  }

  /** Of C(6, 3) = 20 orders only the two extreme ones are as far apart. */
  @Test
  void rankSumsOfSeparatedTrials() {
    RankSum ranks = RankSum.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(ranks.p()).isCloseTo(0.1, within(1e-12));
    assertThat(ranks.better()).isEqualTo(1);
    assertThat(RankSum.of(new double[] {1, 4}, new double[] {2, 3}).better()).isEqualTo(0.5);
    assertThat(RankSum.of(new double[] {7, 7}, new double[] {7, 7})).as("nothing but ties").isEqualTo(new RankSum(1, 0.5));
  }

  @Test
  void whoSolvesRanksBeforeWhoDoesNot() {
    double fast = RankSum.score(Trials.of(10, 5, 8), 0);
    double slow = RankSum.score(Trials.of(1_000_000_000, 5, 999_999_999), 0);
    double near = RankSum.score(Trials.of(100, 5, 0), 1e-7);
    double far = RankSum.score(Trials.of(100, 5, 0), 1e90);
    double nowhere = RankSum.score(Trials.of(0, 0, 0), INFINITE);
    assertThat(List.of(fast, slow, near, far, nowhere)).isSorted().doesNotHaveDuplicates();
  }

  /** 0.01 · 4; then 0.02 · 3; 0.03 · 2 is as much; 0.5 · 1. */
  @Test
  void holmCorrectsFromTheSmallestOn() {
    assertThat(RankSum.holm(new double[] {0.5, 0.01, 0.03, 0.02})).containsExactly(new double[] {0.5, 0.04, 0.06, 0.06}, within(1e-15));
    assertThat(RankSum.holm(new double[] {0.4, 0.9})).as("at most 1").containsExactly(0.8, 0.9);
    assertThat(RankSum.holm(new double[0])).isEmpty();
  }
}
