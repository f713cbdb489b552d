package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Dataset;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.attacks.LInf;
import dev.danskin.bench.baseline.Baselines;
import dev.danskin.bench.suite.AttackProblem;
import dev.danskin.bench.suite.AttackProblems;
import dev.danskin.solvers.ProjectedGradient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attacks on the embedded network as test problems. */
class EmbeddedAttackProblemsTest {
  @Test
  void solversAreScoredAsAttacksOnTheEmbeddedNetwork() {
    Dataset data = Targets.data("strokes");
    List<AttackProblem> problems =
        AttackProblems.of("strokes-standard-linf", Targets.open("strokes-standard", "unit", data).graph(), data, new LInf(1), 0.1, 3);
    assertThat(problems).hasSize(3);
    for (AttackProblem p : problems) {
      Problem problem = p.problem(1, 0);
      Solution gradient = new ProjectedGradient(0.01, 30).solve(problem, RunContext.of(1));
      Solution simplex = Baselines.all().get("commons-math-nelder-mead").of(p.dimension(), 60).solve(problem, RunContext.of(1));
      assertThat(gradient.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
      assertThat(gradient.values()[0]).as("one start beside the best of five").isGreaterThanOrEqualTo(p.least() - 1e-3);
      assertThat(simplex.values()[0]).as("a simplex of 60 values in 784 dimensions").isGreaterThan(gradient.values()[0]);
    }
  }
}
