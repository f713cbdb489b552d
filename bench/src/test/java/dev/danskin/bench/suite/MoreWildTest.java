package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoreWildTest {
  @TempDir
  private Path folder;

  @Test
  void everyRowOfTheReferenceIsMet() throws IOException {
    Check check = MoreWildReference.of(Shared.file("data/mgh/reference.csv"));
    assertThat(check.lines()).hasSize(1);
    assertThat(check.rows()).hasSize(106);
    assertThat(check.beyond()).isZero();
    assertThat(check.worst()).isLessThan(1e-12);
  }

  @Test
  void thereAreFiftyThreeProblemsOfTwentyTwoFunctions() {
    List<MoreWildProblem> all = MoreWild.problems();
    assertThat(all).hasSize(53).doesNotHaveDuplicates();
    assertThat(all.stream().map(MoreWildProblem::function).distinct()).hasSize(22);
    assertThat(all.stream().map(p -> p.problem(0, 0).ids()[0]).distinct()).hasSize(53);
    assertThat(all).allSatisfy(p -> {
      assertThat(p.residuals(p.start())).hasSize(p.residualCount());
      assertThat(p.value(p.start())).isGreaterThan(p.least());
      assertThat(p.dimension()).isBetween(2, 12);
    });
  }

  /** Known solutions: the value there is the stored least one. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"4; 1 1", "5; 1 0 0", "6; 0 0 0 0", "7; 11.41277900 -0.8968052", "12; 1 10 1", "20; 1 1 1 1 1",
      "10; 0.0056096364 6181.3463 345.22363", "14; -11.594439905 13.203630052 -0.403439488 0.236778774"})
  void solutionsHaveTheLeastValue(int function, String solution) {
    MoreWildProblem p = MoreWild.problems().stream().filter(q -> q.function() == function).findFirst().orElseThrow();
    double[] x = Arrays.stream(solution.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(p.value(x)).isCloseTo(p.least(), within(1e-3 * Math.max(p.least(), 1e-20)));
  }

  /** Normal equations: r is orthogonal to the columns where a linear function is least. */
  @Test
  void linearFunctionsAreLeastWhereTheirClosedFormsSay() {
    MoreWildProblem full = MoreWild.problems().get(0);
    double[] x = new double[9];
    Arrays.fill(x, -1);
    assertThat(full.value(x)).isCloseTo(full.least(), within(1e-12));
    MoreWildProblem one = MoreWild.problems().get(2);
    double[] along = new double[7];
    along[0] = 3.0 / 71;
    assertThat(one.value(along)).isCloseTo(one.least(), within(1e-12));
    MoreWildProblem zero = MoreWild.problems().get(4);
    double[] second = new double[7];
    second[1] = 3.0 / 67 / 2;
    assertThat(zero.value(second)).isCloseTo(zero.least(), within(1e-12));
  }

  @Test
  void theObjectiveAnswersWithResidualsAndWithValues() {
    MoreWildProblem bard = MoreWild.problems().stream().filter(q -> q.name().equals("bard")).findFirst().orElseThrow();
    Problem p = bard.problem(1, 0);
    Points points = new Points(Tensor.of(new double[] {1, 1, 1, 0.1, 1.2, 2.3}, 2, 3), new int[2]);
    Evaluation e = p.objective().at(points, Order.RESIDUALS, 0);
    assertThat(e.residuals().toDoubles()).hasSize(30).startsWith(bard.residuals(new double[] {1, 1, 1}));
    assertThat(e.values()).containsExactly(bard.value(new double[] {1, 1, 1}), bard.value(new double[] {0.1, 1.2, 2.3}));
    assertThat(p.objective().at(points, Order.VALUE, 0).values()).containsExactly(e.values());
    assertThat(p.partial()).isTrue();
    assertThatThrownBy(() -> p.objective().at(points, Order.GRADIENT, 0)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("differences");
  }

  @Test
  void everyTrialBeginsAtTheStart() {
    for (MoreWildProblem p : MoreWild.problems()) {
      assertThat(p.problem(1, 0).start().toDoubles()).containsExactly(p.start());
      assertThat(p.problem(2, 5).start().toDoubles()).containsExactly(p.start());
    }
    MoreWildProblem tenfold = MoreWild.problems().stream().filter(q -> q.function() == 4 && q.scale() == 1).findFirst().orElseThrow();
    assertThat(tenfold.start()).containsExactly(-12, 10);
    assertThat(tenfold.instance()).isEqualTo(2);
  }

  @Test
  void wrongPointsAreRefused() {
    assertThatThrownBy(() -> MoreWild.problems().get(0).value(new double[3])).hasMessage("expected a point of 9 coordinates, found 3");
  }

  @Test
  void referencesOfNoProblemAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "problem,name,n,m,scale,point,f,r_first,r_last,x\n4,rosenbrock,3,2,0,start,1,1,1,1 1 1\n");
    assertThatThrownBy(() -> MoreWildReference.of(file)).hasMessage(file + ", line 2: expected one of the 53 problems, found none of problem 4, "
        + "n 3, m 2 and scale 0; correct the row");
    Path wrong = Files.writeString(folder.resolve("w.csv"), "problem,name,n,m,scale,point,f,r_first,r_last,x\n"
        + "4,rosenbrock,2,2,0,start,24.2,-4.4,2.3,-1.2 1\n4,rosenbrock,2,2,0,start,24.2,-4.4,2.2,-1.2 1\n");
    Check check = MoreWildReference.of(wrong);
    assertThat(check.beyond()).isEqualTo(1);
    assertThat(check.lines().get(0)).startsWith("line 2: more-wild 4 (rosenbrock), 2 variables").contains("start");
  }
}
