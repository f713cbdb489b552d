package dev.danskin.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.AskTell;
import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Instances;
import dev.danskin.api.Objective;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.Sense;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solution;
import dev.danskin.api.Workers;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches by asking and telling: elsewhere, in several threads, in pieces. */
class DialoguesTest {
  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#all")
  void eightThreadsGiveTheSameBytesAsOne(SearchSolver solver) {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Box box = Searches.box(-2, 2, 3);
      Solution one = solver.solve(Searches.free(Searches::sphere, 1, 0, -1).over(box), RunContext.of(8));
      Problem p = Problem.minimise(Objective.of(Searches::sphere, Workers.on(pool)), Tensor.of(new double[] {1, 0, -1}, 1, 3)).over(box);
      same(solver.solve(p, RunContext.of(8)), one);
    } finally {
      pool.shutdown();
    }
  }

  private static void same(Solution found, Solution expected) {
    assertThat(found.point().toDoubles()).isEqualTo(expected.point().toDoubles());
    assertThat(found.values()).isEqualTo(expected.values());
    assertThat(found.outcomes()).isEqualTo(expected.outcomes());
    assertThat(found.spent()).isEqualTo(expected.spent());
  }

  /** What a program that asks and tells knows of its problem. */
  record Two(Tensor start, FeasibleSet feasible, long[] ids) implements Instances {}

  private static Two two() {
    return new Two(Tensor.of(new double[] {1, 0, -1, 0.5, 0.5, 1}, 2, 3), new Box(Tensor.zeros(DType.FLOAT64, 2, 3).fill(-2),
        Tensor.zeros(DType.FLOAT64, 2, 3).fill(2)), new long[] {7, 9});
  }

  private static double elsewhere(double[] x, int instance) {
    return Searches.sphere(x) * (instance + 1);
  }

  private static double[] measured(Points p) {
    double[] values = new double[p.instance().length];
    double[] x = new double[3];
    for (int j = 0; j < values.length; j++) {
      p.z().read(j, x);
      values[j] = elsewhere(x, p.instance()[j]);
    }
    return values;
  }

  /** Best values and points of two instances, kept by hand. */
  private static final class Best {
    private final double[] value = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[][] x = new double[2][3];

    void learn(Points p, double[] values) {
      for (int j = 0; j < values.length; j++) {
        int i = p.instance()[j];
        if (values[j] < value[i]) {
          value[i] = values[j];
          p.z().read(j, x[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#all")
  void askingAndTellingByHandIsSolving(SearchSolver solver) {
    Two two = two();
    Objective f = (p, order, draw) -> new Evaluation(measured(p), null, new boolean[p.instance().length]);
    Problem problem = new Problem(f, Sense.MINIMISE, two.feasible(), two.start(), two.ids(), Problem.Answer.BEST);
    Solution s = solver.solve(problem, RunContext.of(9));
    Best best = new Best();
    long[] spent = new long[2];
    AskTell.Dialogue dialogue = solver.open(two, RunContext.of(9));
    for (Points p = dialogue.ask(); p != null; p = dialogue.ask()) {
      double[] values = measured(p);
      best.learn(p, values);
      Arrays.stream(p.instance()).forEach(i -> spent[i]++);
      dialogue.tell(values);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(s.values()[i]).isEqualTo(best.value[i]);
      assertThat(s.point().rows(new int[] {i}).toDoubles()).isEqualTo(best.x[i]);
      assertThat(s.outcomes()[i]).isEqualTo(new Outcome.Finished(dialogue.why(i)));
      assertThat(s.spent()[i].forward()).isEqualTo(spent[i]);
    }
  }

  /** Each asking is by a new dialogue, made of the bytes that the last one left behind. */
  @ParameterizedTest
  @MethodSource("dev.danskin.solvers.search.Searches#all")
  void aDialogueGoesOnFromBytes(SearchSolver solver) {
    Two two = two();
    AskTell.Dialogue whole = solver.open(two, RunContext.of(10));
    byte[] bytes = solver.open(two, RunContext.of(10)).save().bytes();
    for (int round = 0; round < 60; round++) {
      AskTell.Dialogue next = solver.open(two, RunContext.of(10));
      next.restore(Snapshot.of(bytes));
      Points asked = next.ask();
      Points expected = whole.ask();
      if (expected == null) {
        assertThat(asked).isNull();
        return;
      }
      assertThat(asked.z().toDoubles()).isEqualTo(expected.z().toDoubles());
      assertThat(asked.instance()).isEqualTo(expected.instance());
      next.tell(measured(asked));
      whole.tell(measured(expected));
      bytes = next.save().bytes();
      assertThat(bytes).isEqualTo(whole.save().bytes());
    }
  }

  /** Begun here, gone on with by an interpreter of its own, and there the same bytes as here. */
  @Test
  void dialoguesGoOnInAnotherProcess(@TempDir Path folder) throws IOException, InterruptedException {
    List<SearchSolver> solvers = Searches.all().toList();
    List<byte[]> expected = new ArrayList<>();
    for (int k = 0; k < solvers.size(); k++) {
      AskTell.Dialogue dialogue = solvers.get(k).open(two(), RunContext.of(12));
      Files.write(folder.resolve(k + ".begun"), advanced(dialogue, 20));
      expected.add(advanced(dialogue, 20));
    }
    Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xint", "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Other.class.getName(), folder.toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    assertThat(other.waitFor()).as(() -> log(folder)).isZero();
    for (int k = 0; k < solvers.size(); k++) {
      assertThat(Files.readAllBytes(folder.resolve(k + ".gone-on"))).as(solvers.get(k).toString()).isEqualTo(expected.get(k));
    }
  }

  private static String log(Path folder) {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] advanced(AskTell.Dialogue dialogue, int rounds) {
    for (int round = 0; round < rounds; round++) {
      Points p = dialogue.ask();
      if (p != null) {
        dialogue.tell(measured(p));
      }
    }
    return dialogue.save().bytes();
  }

  /** The other process. */
  static final class Other {
    private Other() {}

    /** @param args the folder of dialogues that were begun */
    public static void main(String[] args) throws IOException {
      List<SearchSolver> solvers = Searches.all().toList();
      for (int k = 0; k < solvers.size(); k++) {
        AskTell.Dialogue dialogue = solvers.get(k).open(two(), RunContext.of(12));
        dialogue.restore(Snapshot.of(Files.readAllBytes(Path.of(args[0], k + ".begun"))));
        Files.write(Path.of(args[0], k + ".gone-on"), advanced(dialogue, 20));
      }
    }
  }
}
