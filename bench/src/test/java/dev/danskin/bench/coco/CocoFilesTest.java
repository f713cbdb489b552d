package dev.danskin.bench.coco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.RunContext;
import dev.danskin.bench.experiment.Allowance;
import dev.danskin.bench.experiment.Experiment;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.bench.experiment.Runs;
import dev.danskin.bench.experiment.Targets;
import dev.danskin.bench.experiment.Trial;
import dev.danskin.bench.suite.Bbob;
import dev.danskin.bench.suite.TestProblem;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.Journal;
import dev.danskin.solvers.RandomSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are read again by the rules of the format. */
class CocoFilesTest {
  private static final String NUMBER = "[+-]\\d\\.\\d{9}e[+-]\\d{2,3}";
  private static final Pattern ROW = Pattern.compile("(\\d+) 0 (" + NUMBER + ") (" + NUMBER + ") (" + NUMBER + ")((?: [+-]\\d\\.\\d{4}e[+-]\\d{2,3})*)");
  private static final Pattern HEAD = Pattern.compile("suite = 'bbob', funcId = (\\d+), DIM = (\\d+), Precision = 1\\.000e-08, algId = '([^,']*)', "
      + "coco_version = '2\\.7', logger = 'bbob', data_format = 'bbob-new2', settings = ''");

  /** One row of a data file. */
  private record Line(long evaluations, double gap, double value, double best, int coordinates) {}

  @TempDir
  Path folder;
  private Runs runs;

  @BeforeEach
  void write() throws IOException {
    List<TestProblem> problems = new ArrayList<>();
    for (int d : new int[] {2, 10}) {
      for (int f : new int[] {1, 5}) {
        for (int i = 1; i <= 3; i++) {
          problems.add(Bbob.problem(f, i, d));
        }
      }
    }
    NamedSolver solver = new NamedSolver("it's, odd", new RandomSearch(333), Trees.parse("random: {samples: 333}", "test"));
    Experiment e = new Experiment("bbob", List.of(solver), problems, 2, new Allowance(100, 0), Targets.bbob(), 1);
    runs = new Runs(e, e.run(Journal.inMemory(), 1, RunContext.of(0)));
    new CocoFiles(runs, 0).write(folder);
  }

  private List<List<Line>> trials(String file) throws IOException {
    List<List<Line>> trials = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (line.startsWith("%")) {
        assertThat(line).startsWith("% f evaluations | g evaluations | best noise-free fitness - Fopt (").endsWith("| x1 | x2...");
        trials.add(new ArrayList<>());
      } else {
        Matcher m = ROW.matcher(line);
        assertThat(m.matches()).as(line).isTrue();
        int coordinates = m.group(5).isBlank() ? 0 : m.group(5).strip().split(" ").length;
        trials.get(trials.size() - 1).add(new Line(Long.parseLong(m.group(1)), Double.parseDouble(m.group(2)), Double.parseDouble(m.group(3)),
            Double.parseDouble(m.group(4)), coordinates));
      }
    }
    return trials;
  }

  @Test
  void informationIsThreeLinesForEachDimension() throws IOException {
    for (int f : new int[] {1, 5}) {
      List<String> lines = Files.readAllLines(folder.resolve("bbobexp_f" + f + ".info"));
      assertThat(lines).hasSize(6);
      for (int b = 0; b < 2; b++) {
        Matcher head = HEAD.matcher(lines.get(3 * b));
        assertThat(head.matches()).as(lines.get(3 * b)).isTrue();
        assertThat(head.group(1)).isEqualTo("" + f);
        int dimension = Integer.parseInt(head.group(2));
        assertThat(dimension).isEqualTo(b == 0 ? 2 : 10);
        assertThat(lines.get(3 * b + 1)).startsWith("% ").contains("samples");
        String[] parts = lines.get(3 * b + 2).split(", ");
        assertThat(parts[0]).isEqualTo("data_f" + f + "/bbobexp_f" + f + "_DIM" + dimension + ".dat");
        assertThat(parts).hasSize(7);
        assertThat(List.of(parts).subList(1, 7)).allMatch(p -> p.matches("[123]:" + (dimension == 2 ? 200 : 333) + "\\|\\d\\.\\de[+-]\\d\\d"));
        assertThat(List.of(parts).subList(1, 7).stream().map(p -> p.substring(0, 1))).containsExactly("1", "2", "3", "1", "2", "3");
      }
    }
  }

  @Test
  void eachTrialIsThereFromItsFirstToItsLastEvaluation() throws IOException {
    for (String suffix : new String[] {"dat", "tdat"}) {
      List<List<Line>> trials = trials("data_f1/bbobexp_f1_DIM2." + suffix);
      List<Trial> expected = runs.of(0, runs.cells().get(0));
      assertThat(trials).hasSize(6);
      for (int i = 0; i < 6; i++) {
        List<Line> rows = trials.get(i);
        double least = runs.problem(expected.get(i)).least();
        assertThat(rows.get(0).evaluations).isEqualTo(1);
        Line last = rows.get(rows.size() - 1);
        assertThat(last.evaluations).isEqualTo(expected.get(i).evaluations());
        assertThat(last.best).isCloseTo(expected.get(i).best(), org.assertj.core.data.Percentage.withPercentage(1e-7));
        assertThat(rows.stream().map(Line::evaluations)).isSorted().doesNotHaveDuplicates();
        assertThat(rows.stream().map(r -> -r.gap)).isSorted();
        assertThat(rows).allMatch(r -> r.coordinates == 2 && r.best <= r.value && Math.abs(r.gap - (r.best - least)) < 1e-6);
      }
    }
  }

  /** A row for each twentieth of a decade that was passed, except the last, which tells where the trial ended. */
  @Test
  void rowsOfImprovementsPassTwentiethsOfDecades() throws IOException {
    for (List<Line> rows : trials("data_f5/bbobexp_f5_DIM2.dat")) {
      for (int i = 1; i < rows.size() - 1; i++) {
        assertThat(index(rows.get(i))).isLessThan(index(rows.get(i - 1)));
      }
    }
  }

  private static double index(Line row) {
    return Math.ceil(20 * Math.log10(row.gap));
  }

  @Test
  void rowsOfTimesAreAtTheTimesOfTheClock() throws IOException {
    assertThat(trials("data_f1/bbobexp_f1_DIM2.tdat").get(0).stream().map(Line::evaluations)).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L, 11L, 12L)
        .contains(20L, 100L, 200L);
  }

  @Test
  void pointsOfManyCoordinatesAreLeftOut() throws IOException {
    assertThat(trials("data_f1/bbobexp_f1_DIM10.dat").get(0)).allMatch(r -> r.coordinates == 0);
  }
}
