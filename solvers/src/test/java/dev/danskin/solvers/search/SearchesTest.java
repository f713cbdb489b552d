package dev.danskin.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.Solution;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all searches by values have in common, beyond the laws. */
class SearchesTest {
  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void findsTheMinimumWithoutBounds(SearchSolver solver) {
    Solution s = solver.solve(Searches.free(Searches::sphere, -1, 1, 0.5), RunContext.of(1));
    assertThat(s.values()[0]).isLessThan(1e-8);
    assertThat(s.outcomes()[0]).isInstanceOfSatisfying(Outcome.Finished.class, f -> assertThat(f.reasons()).isNotEmpty());
    assertThat(s.spent()[0].forward()).isLessThanOrEqualTo(solver.evaluations());
  }

  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void searchesOneCoordinate(SearchSolver solver) {
    Solution s = solver.solve(Searches.free(Searches::sphere, -1).over(Searches.box(-2, 2, 1)), RunContext.of(2));
    assertThat(s.values()[0]).isLessThan(1e-8);
  }

  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void startsAtABoundAndFindsAMinimumAtAnother(SearchSolver solver) {
    Problem p = Searches.free(x -> Searches.sphere(x) + 10 * x[0], 1, -1).over(Searches.box(-1, 1, 2));
    Solution s = solver.solve(p, RunContext.of(3));
    assertThat(s.values()[0]).isCloseTo(1.3 * 1.3 - 10, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void boundsMayBeInfiniteOrOnOneSide(SearchSolver solver) {
    Tensor low = Tensor.of(new double[] {0.5, Double.NEGATIVE_INFINITY}, 1, 2);
    Tensor high = Tensor.of(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, 1, 2);
    Solution s = solver.solve(Searches.free(Searches::sphere, 1, 1).over(new Box(low, high)), RunContext.of(4));
    assertThat(s.values()[0]).isCloseTo(0.04, within(1e-6));
  }

  /** With a reason, and long before the evaluations are spent. */
  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void aFlatFunctionEndsSoon(SearchSolver solver) {
    Solution s = solver.solve(Searches.free(x -> 5, 1, 2, 3), RunContext.of(5));
    assertThat(s.values()[0]).isEqualTo(5);
    assertThat(s.outcomes()[0]).isInstanceOfSatisfying(Outcome.Finished.class, f -> assertThat(f.reasons()).isNotEmpty());
    assertThat(s.spent()[0].forward()).isLessThan(1500);
  }

  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#all")
  void nothingButInfinityEnds(SearchSolver solver) {
    Solution s = solver.solve(Searches.free(x -> Double.NaN, 1, 2), RunContext.of(6));
    assertThat(s.outcomes()[0]).isInstanceOf(Outcome.Unstable.class);
    assertThat(s.spent()[0].forward()).isPositive();
  }

  /** Differences around such a start tell nothing. */
  static Stream<SearchSolver> notByDifferences() {
    return Searches.local().filter(s -> !(s instanceof Spsa));
  }

  @ParameterizedTest
  @MethodSource("notByDifferences")
  void goesFromAStartWithoutAValue(SearchSolver solver) {
    Problem p = Searches.free(x -> x[0] > 0.95 ? Double.NaN : Searches.sphere(x), 1, 1).over(Searches.box(-1, 1, 2));
    Solution s = solver.solve(p, RunContext.of(7));
    assertThat(s.values()[0]).isLessThan(1e-6);
  }

  /** In single precision, as pictures are. */
  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#local")
  void searchesFloats(SearchSolver solver) {
    Problem p = Problem.minimise(Objective.of(Searches::sphere), Tensor.zeros(DType.FLOAT32, 1, 3));
    Solution s = solver.solve(p, RunContext.of(13));
    assertThat(s.values()[0]).isLessThan(1e-8);
    assertThat(s.point().type()).isEqualTo(DType.FLOAT32);
  }
}
