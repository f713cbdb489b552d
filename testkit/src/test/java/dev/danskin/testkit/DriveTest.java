package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Budget;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Counts;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Objective;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The duties of the driver, told by solvers that a lambda writes. */
class DriveTest {
  /** f(z) = (z₁ − 1)² + (z₂ + 1)² with its gradient, for each of two instances in [−2, 2]². */
  private static Evaluation bowl(Points p, Order order, long draw) {
    double[] values = new double[p.instance().length];
    double[] gradient = new double[2 * values.length];
    double[] row = new double[2];
    for (int j = 0; j < values.length; j++) {
      p.z().read(j, row);
      values[j] = (row[0] - 1) * (row[0] - 1) + (row[1] + 1) * (row[1] + 1);
      gradient[2 * j] = 2 * (row[0] - 1);
      gradient[2 * j + 1] = 2 * (row[1] + 1);
    }
    return new Evaluation(values, order == Order.GRADIENT ? Tensor.of(gradient, values.length, 2) : null, new boolean[values.length]);
  }

  private static Problem problem(Objective f, Sense sense, Problem.Answer answer) {
    Tensor low = Tensor.of(new double[] {-2, -2, -2, -2}, 2, 2);
    return new Problem(f, sense, new Box(low, low.scale(-1)), Tensor.of(new double[] {0, 0, 2, 2}, 2, 2), new long[] {7, 9}, answer);
  }

  private static Problem problem(Objective f) {
    return problem(f, Sense.MINIMISE, Problem.Answer.BEST);
  }

  /** A solver whose step is a function of the oracle and the number of the step. */
  private static Solver stepping(BiFunction<Oracle, Integer, Boolean> step) {
    return new Solver() {
      @Override
      public Counts cost() {
        return new Counts(1000, 1000, 0, 0);
      }

      @Override
      public Iteration start(Oracle f, RunContext run) {
        int[] k = {0};
        return () -> step.apply(f, k[0]++);
      }
    };
  }

  private static Tensor points(double... z) {
    return Tensor.of(z, z.length / 2, 2);
  }

  private static final int[] BOTH = {0, 1};

  @Test
  void whatASolverThrowsEndsItsInstancesAndKeepsTheBest() {
    Solution s = stepping((f, k) -> {
      if (k == 2) {
        throw new IllegalStateException("out of\n  ideas");
      }
      f.at(new Points(points(1, -1 + k, 2, 2 - k), BOTH), Order.VALUE, k);
      return true;
    }).solve(problem(DriveTest::bowl), RunContext.of(0));
    assertThat(s.outcomes()).containsOnly(new Outcome.Failed("IllegalStateException: out of ideas"));
    assertThat(s.point().toDoubles()).containsExactly(1, -1, 2, 1);
    assertThat(s.values()).containsExactly(0, 5);
    assertThat(s.spent()[0]).isEqualTo(new Counts(2, 0, 0, 0));
  }

  @Test
  void whatWasOverBeforeStaysAsItWas() {
    Objective f = (p, order, draw) -> {
      Evaluation e = bowl(p, order, draw);
      for (int j = 0; j < e.reached().length; j++) {
        e.reached()[j] = p.instance()[j] == 0;
      }
      return e;
    };
    Solution s = stepping((o, k) -> {
      o.at(new Points(o.start().rows(o.open(BOTH)), o.open(BOTH)), Order.VALUE, k);
      throw new IllegalStateException();
    }).solve(problem(f), RunContext.of(0));
    assertThat(s.outcomes()).containsExactly(new Outcome.Reached(), new Outcome.Failed("IllegalStateException"));
  }

  @Test
  void errorsThatASolverCannotHelpAreContainedToo() {
    assertThat(stepping((f, k) -> {
      throw new NoClassDefFoundError("acme/Missing");
    }).solve(problem(DriveTest::bowl), RunContext.of(0)).outcomes()).containsOnly(new Outcome.Failed("NoClassDefFoundError: acme/Missing"));
    String longest = "x".repeat(1000);
    Outcome told = stepping((f, k) -> {
      throw new IllegalStateException(longest);
    }).solve(problem(DriveTest::bowl), RunContext.of(0)).outcomes()[0];
    assertThat(((Outcome.Failed) told).what()).hasSize(301).startsWith("IllegalStateException: xxx").endsWith("x…");
  }

  @Test
  void aStartThatThrowsLeavesTheStart() {
    Solver broken = new Solver() {
      @Override
      public Counts cost() {
        return Counts.NONE;
      }

      @Override
      public Iteration start(Oracle f, RunContext run) {
        throw new IllegalStateException("no");
      }
    };
    Solution s = broken.solve(problem(DriveTest::bowl), RunContext.of(0));
    assertThat(s.outcomes()).containsOnly(new Outcome.Failed("IllegalStateException: no"));
    assertThat(s.point().toDoubles()).containsExactly(0, 0, 2, 2);
  }

  @Test
  void whatTheObjectiveThrowsIsTheCallers() {
    IllegalStateException own = new IllegalStateException("mine");
    Objective f = (p, order, draw) -> {
      throw own;
    };
    assertThatThrownBy(() -> stepping((o, k) -> o.at(new Points(o.start(), BOTH), Order.VALUE, k) != null).solve(problem(f), RunContext.of(0)))
        .isSameAs(own);
    Objective worse = (p, order, draw) -> {
      throw new StackOverflowError("deep");
    };
    assertThatThrownBy(() -> stepping((o, k) -> o.at(new Points(o.start(), BOTH), Order.VALUE, k) != null).solve(problem(worse), RunContext.of(0)))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aSolverThatAsksForNothingIsEnded() {
    int[] steps = {0};
    Solution s = stepping((f, k) -> {
      steps[0]++;
      if (k % 9000 == 0 && k < 20_000) {
        f.at(new Points(f.start(), BOTH), Order.VALUE, k);
      }
      return true;
    }).solve(problem(DriveTest::bowl), RunContext.of(0));
    assertThat(s.outcomes()).containsOnly(new Outcome.Failed("the solver did 10001 steps without asking for a value"));
    assertThat(steps[0]).isEqualTo(18_001 + 10_001);
  }

  @Test
  void aSolverThatAsksForNothingIsStopped() {
    int[] steps = {0};
    RunContext run = new RunContext(0, "test", Budget.UNLIMITED, () -> steps[0] > 4, e -> {});
    Solution s = stepping((f, k) -> ++steps[0] > 0).solve(problem(DriveTest::bowl), run);
    assertThat(s.outcomes()).containsOnly(new Outcome.Stopped());
    assertThat(steps[0]).isEqualTo(5);
  }

  @Test
  void theSolverSeesAMinimisationWhateverTheSense() {
    List<double[]> seen = new ArrayList<>();
    List<double[]> slopes = new ArrayList<>();
    Solution s = stepping((f, k) -> {
      Evaluation e = f.at(new Points(points(2, 2, 1, -1), BOTH), Order.GRADIENT, k);
      seen.add(e.values());
      slopes.add(e.gradient().toDoubles());
      return false;
    }).solve(problem(DriveTest::bowl, Sense.MAXIMISE, Problem.Answer.BEST), RunContext.of(0));
    assertThat(seen.get(0)).containsExactly(-10, -0.0);
    assertThat(slopes.get(0)).usingComparatorWithPrecision(0.0).containsExactly(-2, -6, 0, 0);
    assertThat(s.values()).containsExactly(10, 0);
    assertThat(s.outcomes()).containsOnly(new Outcome.Finished());
    assertThat(s.spent()[0]).isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(s.spent()[1]).isEqualTo(new Counts(1, 1, 0, 1));
  }

  @Test
  void theLastAnswerIsTheLastAskedFor() {
    Solver walk = stepping((f, k) -> {
      f.at(new Points(points(1, -1 + k, 1, -1 + k), BOTH), Order.VALUE, k);
      return k < 2;
    });
    assertThat(walk.solve(problem(DriveTest::bowl), RunContext.of(0)).values()).containsExactly(0, 0);
    Solution last = walk.solve(problem(DriveTest::bowl, Sense.MINIMISE, Problem.Answer.LAST), RunContext.of(0));
    assertThat(last.values()).containsExactly(4, 4);
    assertThat(last.point().toDoubles()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aPointOutsideIsNoAnswer() {
    Solution s = stepping((f, k) -> {
      f.at(new Points(points(1, -2.1, 1, -1), BOTH), Order.VALUE, k);
      return false;
    }).solve(problem(DriveTest::bowl), RunContext.of(0));
    assertThat(s.outcomes()).containsExactly(new Outcome.Unstable("the solver left the feasible set"), new Outcome.Finished());
    assertThat(s.values()[0]).isNaN();
    assertThat(s.values()[1]).isZero();
  }

  /** As {@link #stepping}, going round points where the objective is undefined, with a reason for each instance. */
  private static Solver coping(BiFunction<Oracle, Integer, Boolean> step, List<String> reasons) {
    Solver plain = stepping(step);
    return new Solver() {
      @Override
      public Counts cost() {
        return plain.cost();
      }

      @Override
      public boolean copes() {
        return true;
      }

      @Override
      public Iteration start(Oracle f, RunContext run) {
        Iteration steps = plain.start(f, run);
        return new Iteration() {
          @Override
          public boolean step() {
            return steps.step();
          }

          @Override
          public List<String> why(int instance) {
            return List.of(reasons.get(instance));
          }
        };
      }
    };
  }

  /** NaN left of 0, an infinite slope at 0. */
  private static Evaluation half(Points p, Order order, long draw) {
    Evaluation e = bowl(p, order, draw);
    double[] row = new double[2];
    double[] g = order == Order.GRADIENT ? e.gradient().toDoubles() : new double[2 * e.values().length];
    for (int j = 0; j < e.values().length; j++) {
      p.z().read(j, row);
      e.values()[j] = row[0] < 0 ? Double.NaN : e.values()[j];
      g[2 * j] = row[0] == 0 ? Double.POSITIVE_INFINITY : g[2 * j];
    }
    return new Evaluation(e.values(), order == Order.GRADIENT ? Tensor.of(g, e.values().length, 2) : null, e.reached());
  }

  @Test
  void whoCopesIsToldInfinityWhereAPartialObjectiveIsUndefined() {
    List<Evaluation> told = new ArrayList<>();
    Solver solver = coping((f, k) -> {
      told.add(f.at(new Points(points(-1, -1, 0, -1), BOTH), Order.GRADIENT, k));
      told.add(f.at(new Points(points(-2, -2, 2, -1), BOTH), Order.GRADIENT, k));
      return false;
    }, List.of("tired", "tired"));
    Problem whole = problem(DriveTest::half);
    Problem partial = new Problem(whole.objective(), whole.sense(), whole.feasible(), whole.start(), whole.ids(), whole.answer(), true);
    Solution s = solver.solve(partial, RunContext.of(0));
    assertThat(told.get(0).values()).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(told.get(0).gradient().toDoubles()).containsExactly(0, 0, 0, 0);
    assertThat(told.get(1).values()).containsExactly(Double.POSITIVE_INFINITY, 1);
    assertThat(told.get(1).gradient().toDoubles()).containsExactly(0, 0, 2, 0);
    assertThat(s.outcomes()).containsExactly(new Outcome.Unstable("no finite value was found"), new Outcome.Finished(List.of("tired")));
    assertThat(s.values()).as("a finite value beside an infinite slope is an answer").containsExactly(Double.NaN, 1);
    assertThat(solver.solve(whole, RunContext.of(0)).outcomes()[0]).isEqualTo(new Outcome.Unstable("value NaN"));
  }

  @Test
  void reasonsThatCannotBeToldAreNone() {
    Solver solver = coping((f, k) -> {
      f.at(new Points(f.start(), BOTH), Order.VALUE, k);
      return false;
    }, List.of("one"));
    assertThat(solver.solve(problem(DriveTest::bowl), RunContext.of(0)).outcomes()).containsExactly(new Outcome.Finished(List.of("one")), new Outcome.Finished());
  }

  @Test
  void aPopulationThatABudgetCutsKeepsWhatWasEvaluated() {
    Solution s = stepping((f, k) -> {
      f.at(new Points(points(0, 0, 1, -1, 2, 2), new int[] {0, 0, 0}), Order.VALUE, k);
      return false;
    }).solve(problem(DriveTest::bowl), RunContext.of(0).with(new Budget(2, 0, 0)));
    assertThat(s.values()[0]).isZero();
    assertThat(s.spent()[0].forward()).isEqualTo(2);
    assertThat(s.outcomes()[0]).isEqualTo(new Outcome.OutOfBudget());
  }

  @Test
  void residualsComeBesideTheirSumOfSquares() {
    Objective f = Objective.leastSquares(z -> new double[] {z[0] - 1, 2 * z[1]});
    List<Evaluation> told = new ArrayList<>();
    BiFunction<Oracle, Integer, Boolean> ask = (o, k) -> {
      told.add(o.at(new Points(points(0, 1, 2, 2, 1, 0), new int[] {0, 0, 1}), Order.RESIDUALS, k));
      return false;
    };
    Solution s = stepping(ask).solve(problem(f), RunContext.of(0).with(new Budget(1, 0, 0)));
    assertThat(told.get(0).values()).containsExactly(5, Double.POSITIVE_INFINITY, 0);
    assertThat(told.get(0).residuals().toDoubles()).containsExactly(-1, 2, 0, 0, 0, 0);
    assertThat(s.values()).containsExactly(5, 0);
    assertThat(stepping(ask).solve(problem(DriveTest::bowl), RunContext.of(0)).outcomes()).allMatch(
        o -> o instanceof Outcome.Failed failed && failed.what().contains("an objective without residuals"));
    assertThat(stepping(ask).solve(problem(f, Sense.MAXIMISE, Problem.Answer.BEST), RunContext.of(0)).outcomes()).allMatch(
        o -> o instanceof Outcome.Failed failed && failed.what().contains("found a maximisation"));
  }

  @Test
  void gradientsThatAreNotFiniteEndTheirInstance() {
    Objective f = (p, order, draw) -> {
      Evaluation e = bowl(p, order, draw);
      double[] g = e.gradient().toDoubles();
      g[1] = Double.NaN;
      return new Evaluation(e.values(), Tensor.of(g, 2, 2), e.reached());
    };
    Solution s = stepping((o, k) -> {
      o.at(new Points(o.start(), BOTH), Order.GRADIENT, k);
      return false;
    }).solve(problem(f), RunContext.of(0));
    assertThat(s.outcomes()).containsExactly(new Outcome.Unstable("a gradient that is not finite"), new Outcome.Finished());
  }

  @Test
  void eachKindOfPassHasItsBudget() {
    Solver gradients = stepping((f, k) -> {
      f.at(new Points(f.start().rows(f.open(BOTH)), f.open(BOTH)), Order.GRADIENT, k);
      return true;
    });
    Solution s = gradients.solve(problem(DriveTest::bowl), RunContext.of(0).with(new Budget(10, 3, 0)));
    assertThat(s.outcomes()).containsOnly(new Outcome.OutOfBudget());
    assertThat(s.spent()).containsOnly(new Counts(3, 3, 0, 0));
    assertThat(gradients.solve(problem(DriveTest::bowl), RunContext.of(0).with(new Budget(2, 3, 0))).spent()).containsOnly(new Counts(2, 2, 0, 0));
  }

  @Test
  void aPassOfSeveralIsChargedAsSeveral() {
    Objective f = new Objective() {
      @Override
      public Evaluation at(Points p, Order order, long draw) {
        return bowl(p, order, draw);
      }

      @Override
      public int passes() {
        return 4;
      }
    };
    Solver values = stepping((o, k) -> {
      o.at(new Points(o.start().rows(o.open(BOTH)), o.open(BOTH)), Order.GRADIENT, k);
      return true;
    });
    Solution s = values.solve(problem(f), RunContext.of(0).with(new Budget(11, 100, 0)));
    assertThat(s.spent()).containsOnly(new Counts(8, 8, 0, 0));
  }

  @Test
  void closedInstancesAreAnsweredWithoutBeingAsked() {
    Objective f = (p, order, draw) -> {
      assertThat(draw == 0 || p.instance().length == 1 && p.instance()[0] == 1).isTrue();
      Evaluation e = bowl(p, order, draw);
      for (int j = 0; j < e.reached().length; j++) {
        e.reached()[j] = p.instance()[j] == 0;
      }
      return e;
    };
    Solution s = stepping((o, k) -> {
      Evaluation seen = o.at(new Points(o.start(), BOTH), Order.GRADIENT, k);
      if (k == 1) {
        assertThat(seen.values()).containsExactly(Double.POSITIVE_INFINITY, 10);
        assertThat(seen.gradient().toDoubles()).containsExactly(0, 0, 2, 6);
        assertThat(seen.reached()).containsExactly(false, false);
      }
      return k < 1;
    }).solve(problem(f), RunContext.of(0));
    assertThat(s.spent()).containsExactly(new Counts(1, 1, 0, 0), new Counts(2, 2, 0, 0));
  }

  @Test
  void nothingIsSavedOfAStepThatWasStopped() {
    List<Long> saved = new ArrayList<>();
    int[] asked = {0};
    RunContext run = new RunContext(0, "test", Budget.UNLIMITED, () -> asked[0] >= 3, e -> {});
    Checkpoint keeping = new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.empty();
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        saved.add(step);
      }
    };
    Drive.run(stepping((f, k) -> {
      asked[0]++;
      f.at(new Points(f.start(), BOTH), Order.VALUE, k);
      return true;
    }), problem(DriveTest::bowl), run, keeping);
    assertThat(saved).containsExactly(1L, 2L);
  }

  @Test
  void aRunGoesOnFromWhereItWasSaved() {
    Solver walk = new Solver() {
      @Override
      public Counts cost() {
        return new Counts(10, 10, 0, 0);
      }

      @Override
      public Iteration start(Oracle f, RunContext run) {
        return new Iteration() {
          private int k;

          @Override
          public boolean step() {
            int[] open = f.open(BOTH);
            f.at(new Points(points(1, k - 1, 1, k).rows(open), open), Order.GRADIENT, k);
            return ++k < 4;
          }

          @Override
          public Snapshot save() {
            return Snapshot.EMPTY.with("k", k);
          }

          @Override
          public void restore(Snapshot saved) {
            k = saved.count("k", 4);
          }
        };
      }
    };
    Objective f = (p, order, draw) -> {
      Evaluation e = bowl(p, order, draw);
      for (int j = 0; j < e.values().length; j++) {
        e.values()[j] = p.instance()[j] == 0 && draw == 1 ? Double.NaN : e.values()[j];
      }
      return e;
    };
    List<byte[]> kept = new ArrayList<>();
    Solution whole = Drive.run(walk, problem(f), RunContext.of(0), checkpoint(null, kept));
    assertThat(whole.outcomes()).containsExactly(new Outcome.Unstable("value NaN"), new Outcome.Finished());
    assertThat(kept).hasSize(3);
    for (byte[] begin : kept) {
      Solution again = Drive.run(walk, problem(f), RunContext.of(0), checkpoint(begin, new ArrayList<>()));
      assertThat(again.point().toDoubles()).isEqualTo(whole.point().toDoubles());
      assertThat(again.outcomes()).isEqualTo(whole.outcomes());
      assertThat(again.spent()).isEqualTo(whole.spent());
      assertThat(again.values()).isEqualTo(whole.values());
    }
    assertThat(Arrays.stream(whole.spent()).mapToLong(Counts::zeroGradients)).containsExactly(1L, 0L);
  }

  private static Checkpoint checkpoint(byte[] begin, List<byte[]> kept) {
    return new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.ofNullable(begin).map(Snapshot::of);
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        kept.add(snapshot.get().bytes());
      }
    };
  }
}
