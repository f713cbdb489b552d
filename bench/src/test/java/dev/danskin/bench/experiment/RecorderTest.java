package dev.danskin.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of the evaluations of a trial. */
class RecorderTest {
  private static final Objective FIRST = Objective.of(x -> x[0]);

  private static Evaluation ask(Recorder recorder, double... values) {
    double[] points = new double[2 * values.length];
    for (int j = 0; j < values.length; j++) {
      points[2 * j] = values[j];
      points[2 * j + 1] = j;
    }
    return recorder.at(new Points(Tensor.of(points, values.length, 2), new int[values.length]), Order.VALUE, 0);
  }

  private static Trial trial(Recorder recorder) {
    return recorder.trial(new Trial.Key(1, 2, 3), "finished", "", 5);
  }

  @Test
  void targetsAreHitByTheEvaluationThatIsNearEnough() {
    Recorder recorder = new Recorder(FIRST, -1, new double[] {10, 2, 0.5}, 2, true);
    ask(recorder, 20, 9.5, 8);
    ask(recorder, 1, 3);
    assertThat(trial(recorder).hits()).containsExactly(3, 4, 0);
    assertThat(trial(recorder).evaluations()).isEqualTo(5);
    assertThat(trial(recorder).best()).isEqualTo(1);
  }

  @Test
  void theTrialEndsWhereTheLastTargetIsHit() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1, 1e-8}, 2, true);
    assertThat(ask(recorder, 5, 2).reached()).containsExactly(false, false);
    assertThat(ask(recorder, 3, 0, -7).reached()).containsExactly(false, true, false);
    Trial t = trial(recorder);
    assertThat(t.evaluations()).isEqualTo(4);
    assertThat(t.best()).as("what comes after the end is not looked at").isZero();
    Row last = t.looks().get(t.looks().size() - 1);
    assertThat(last.evaluations()).isEqualTo(4);
    assertThat(last.x()).containsExactly(0, 1);
  }

  @Test
  void aSolvedTrialIsReachedInABatchOfItsOwn() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1e-8}, 2, true);
    assertThat(ask(recorder, 1e-9).reached()).containsExactly(true);
  }

  /** Gaps 100, 95, 89, 1: indices 40, 40, 39, 0; the last row tells where the trial ended. */
  @Test
  void improvementsOfATwentiethOfADecadeAreLogged() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1e-8}, 2, true);
    ask(recorder, 100, 95, 200, 89, 1, 50);
    assertThat(trial(recorder).improvements().stream().map(Row::evaluations)).containsExactly(1L, 4L, 5L, 6L);
    Row last = trial(recorder).improvements().get(3);
    assertThat(last.value()).isEqualTo(50);
    assertThat(last.best()).isEqualTo(1);
    assertThat(last.x()).containsExactly(50, 5);
  }

  @Test
  void aGapThatIsZeroHasAnIndexOfItsOwn() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1e-30}, 2, false);
    ask(recorder, 1, 1e-8, 1e-12, 1e-13, 0);
    assertThat(trial(recorder).improvements().stream().map(Row::evaluations)).containsExactly(1L, 2L, 5L);
    assertThat(trial(recorder).improvements()).allMatch(r -> r.x().length == 0);
  }

  @Test
  void valuesThatAreNoneAreCountedAndNotBest() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1e-8}, 2, false);
    ask(recorder, Double.NaN, 4);
    assertThat(trial(recorder).evaluations()).isEqualTo(2);
    assertThat(trial(recorder).best()).isEqualTo(4);
    assertThat(trial(recorder).improvements()).hasSize(2);
  }

  @Test
  void theClockGoesThroughPowersAndMultiplesOfTheDimension() {
    Clock clock = new Clock(3);
    List<Long> times = new ArrayList<>();
    for (long t = clock.after(0); t <= 40; t = clock.after(t)) {
      times.add(t);
    }
    assertThat(times).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L).contains(15L, 30L).isSorted().doesNotHaveDuplicates();
    long[] powers = IntStream.rangeClosed(0, 32).mapToLong(k -> (long) Math.floor(Math.pow(10, k / 20.) + 1e-12)).distinct().toArray();
    assertThat(times).containsAll(java.util.Arrays.stream(powers).filter(t -> t <= 40).boxed().toList());
  }

  /** What is kept grows with the logarithm of the evaluations only. */
  @Test
  void manyEvaluationsLeaveFewRows() {
    Recorder recorder = new Recorder(FIRST, 0, new double[] {1e-8}, 2, true);
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> 1e6 - i).toArray();
    for (int b = 0; b < 300; b++) {
      ask(recorder, IntStream.range(0, 1000).mapToDouble(i -> values[i]).toArray());
    }
    Trial t = trial(recorder);
    assertThat(t.evaluations()).isEqualTo(300_000);
    assertThat(t.improvements().size() + t.looks().size()).isLessThan(200);
  }

  @Test
  void aTrialIsReadAsItWasWritten() {
    Recorder recorder = new Recorder(FIRST, -1, new double[] {10, 2, 0.5}, 2, true);
    ask(recorder, 20, 9.5, 8, 1);
    Trial t = recorder.trial(new Trial.Key(1, 2, 3), "unstable", "value NaN", 5);
    Trial read = Trial.of(t.bytes());
    assertThat(read).usingRecursiveComparison().isEqualTo(t);
    assertThat(read.bytes()).isEqualTo(t.bytes());
  }

  @Test
  void bytesThatAreNoTrialAreRefused() {
    byte[] whole = trial(new Recorder(FIRST, 0, new double[] {1}, 2, true)).bytes();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Trial.of(java.util.Arrays.copyOf(whole, whole.length - 9)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected a whole trial");
  }
}
