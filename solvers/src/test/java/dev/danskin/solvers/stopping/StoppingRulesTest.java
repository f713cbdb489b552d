package dev.danskin.solvers.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Checkpoint;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Schedule;
import dev.danskin.solvers.search.NaturalEvolution;
import dev.danskin.solvers.search.NelderMead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StoppingRulesTest {
  private static Trace told(double... values) {
    Trace t = new Trace();
    for (double v : values) {
      t.told(v);
    }
    return t;
  }

  @Test
  void aHistoryKnowsWhatWasBestWhen() {
    Trace t = told(5, 7, 3, Double.POSITIVE_INFINITY, 2.5, 4);
    assertThat(t.evaluations()).isEqualTo(6);
    assertThat(t.best()).isEqualTo(2.5);
    assertThat(t.improvedAt()).isEqualTo(5);
    assertThat(t.improvement()).isEqualTo(0.5);
    assertThat(new double[] {t.best(0), t.best(1), t.best(2), t.best(3), t.best(4), t.best(5)})
        .containsExactly(Double.POSITIVE_INFINITY, 5, 5, 3, 3, 2.5);
    Trace none = told();
    assertThat(none.best()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(none.improvedAt()).isZero();
    assertThat(none.improvement()).isZero();
    assertThat(told(1).improvement()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aHistoryOfManyImprovementsIsSavedAndRestored() {
    double[] falling = new double[100];
    for (int i = 0; i < 100; i++) {
      falling[i] = -i;
    }
    Trace t = told(falling);
    Trace again = new Trace();
    again.restore(Snapshot.of(t.save(true).bytes()), true);
    assertThat(again.best(50)).isEqualTo(-49);
    again.told(-1000);
    assertThat(again.improvement()).isEqualTo(901);
    assertThat(again.seconds()).isGreaterThan(0);
    assertThat(t.save(false)).isEqualTo(t.save(false));
  }

  @Test
  void rulesHoldWhenTheySay() {
    assertThat(StoppingRule.target(3).reasons(told(4, 3))).containsExactly("target: 3.0");
    assertThat(StoppingRule.target(2).reasons(told(4, 3))).isEmpty();
    assertThat(StoppingRule.evaluations(2).reasons(told(4, 3))).containsExactly("evaluations: 2");
    assertThat(StoppingRule.evaluations(3).reasons(told(4, 3))).isEmpty();
    assertThat(StoppingRule.stagnation(2, 0.1).reasons(told(4, 3.95, 3.92))).containsExactly("stagnation: 2 evaluations, tolerance 0.1");
    assertThat(StoppingRule.stagnation(2, 0.1).reasons(told(4, 3.5, 3.5))).isEmpty();
    assertThat(StoppingRule.stagnation(3, 0.1).reasons(told(4, 4))).isEmpty();
    double none = Double.POSITIVE_INFINITY;
    assertThat(StoppingRule.stagnation(1, 0).reasons(told(none, none))).hasSize(1);
    assertThat(StoppingRule.seconds(1e-12).reasons(told())).containsExactly("seconds: 1.0E-12");
    assertThat(StoppingRule.seconds(1000).reasons(told())).isEmpty();
  }

  @Test
  void rulesCompose() {
    StoppingRule a = StoppingRule.target(3);
    StoppingRule b = StoppingRule.evaluations(2);
    StoppingRule c = h -> h.improvement() < 0.5 ? List.of("hardly better") : List.of();
    assertThat(StoppingRule.anyOf(a, b, c).reasons(told(4, 3))).containsExactly("target: 3.0", "evaluations: 2");
    assertThat(StoppingRule.anyOf(a, b, c).reasons(told(4, 3.9))).containsExactly("evaluations: 2", "hardly better");
    assertThat(StoppingRule.allOf(a, b).reasons(told(4, 3))).containsExactly("target: 3.0", "evaluations: 2");
    assertThat(StoppingRule.allOf(a, b, c).reasons(told(4, 3))).isEmpty();
    assertThat(StoppingRule.anyOf(a, StoppingRule.allOf(b, StoppingRule.seconds(1))).timed()).isTrue();
    assertThat(StoppingRule.anyOf(a, b).timed()).isFalse();
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> StoppingRule.target(Double.NaN)).hasMessageContaining("found NaN");
    assertThatThrownBy(() -> StoppingRule.evaluations(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> StoppingRule.stagnation(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> StoppingRule.seconds(0)).hasMessageContaining("found 0");
    assertThatThrownBy(StoppingRule::anyOf).hasMessageContaining("found none");
    assertThatThrownBy(StoppingRule::allOf).hasMessageContaining("found none");
  }

  /** Instance i has its minimum i. */
  private static Problem three() {
    Objective f = (p, order, draw) -> {
      double[] values = new double[p.instance().length];
      Tensor g = p.z().mapRows((r, x) -> {
        values[r] = p.instance()[r] + x[0] * x[0] + x[1] * x[1];
        x[0] *= 2;
        x[1] *= 2;
      }, p.z().like());
      return new Evaluation(values, order == Order.GRADIENT ? g : null, new boolean[values.length]);
    };
    return new Problem(f, Sense.MINIMISE, new Everywhere(), Tensor.of(new double[] {1, 2, 1, 2, 1, 2}, 3, 2), new long[] {0, 1, 2},
        Problem.Answer.BEST, true);
  }

  @Test
  void endsTheInstanceForWhichItHoldsAndNoOther() {
    for (Solver solver : new Solver[] {new NelderMead(5000, 0.1, 1e-6, 1e-6, 0), new NaturalEvolution(5000),
        new ProjectedGradient(0.1, 100, ProjectedGradient.Direction.RAW, 0, Schedule.CONSTANT)}) {
      Solution alone = solver.solve(three(), RunContext.of(1));
      Solution s = new Until(solver, StoppingRule.anyOf(StoppingRule.target(1.01), h -> h.best() <= 0.5 ? List.of("half") : List.of()))
          .solve(three(), RunContext.of(1));
      assertThat(((Outcome.Finished) s.outcomes()[0]).reasons()).isSubsetOf("target: 1.01", "half").isNotEmpty();
      assertThat(s.outcomes()[1]).isEqualTo(new Outcome.Finished(List.of("target: 1.01")));
      assertThat(s.values()[1]).isBetween(1.0, 1.01);
      assertThat(s.spent()[1].forward()).isLessThan(alone.spent()[1].forward());
      assertThat(s.values()[2]).isEqualTo(alone.values()[2]);
      assertThat(s.spent()[2]).isEqualTo(alone.spent()[2]);
      assertThat(s.outcomes()[2]).isEqualTo(alone.outcomes()[2]);
    }
  }

  /** The time that has passed goes with the run. */
  @Test
  void aTimedRunIsRestored() {
    List<Snapshot> saved = new ArrayList<>();
    Solver timed = new Until(new NelderMead(200), StoppingRule.seconds(3600));
    Checkpoint keep = new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return saved.isEmpty() ? Optional.empty() : Optional.of(saved.get(saved.size() / 2));
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        saved.add(snapshot.get());
      }
    };
    Solution whole = Drive.run(timed, three(), RunContext.of(1), keep);
    Solution again = Drive.run(timed, three(), RunContext.of(1), keep);
    assertThat(again.values()).isEqualTo(whole.values());
    assertThat(saved.get(0).part("solver").part("watched").part("trace-0").doubles("seconds", 1)[0]).isPositive();
  }
}
