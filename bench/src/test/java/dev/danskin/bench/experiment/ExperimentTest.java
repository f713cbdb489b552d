package dev.danskin.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Event;
import dev.danskin.api.RunContext;
import dev.danskin.bench.suite.MoreWild;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.Journal;
import dev.danskin.solvers.FrankWolfe;
import dev.danskin.solvers.ProjectedGradient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Whole experiments: the same files whatever was killed, and however many threads worked. */
class ExperimentTest {
  private static final Experiment SMALL = Trials.experiment(2, 2, Targets.bbob(), Trials.random("one", 150), Trials.random("two", 400));

  @TempDir
  Path folder;

  /** The bytes of all files but the journal, and of {@code results.json} without what is not compared. */
  private static Map<String, String> written(Experiment experiment, Journal journal, int threads, Path out) throws IOException {
    Files.createDirectories(out);
    List<Trial> trials = experiment.run(journal, threads, RunContext.of(0));
    new ExperimentFiles(new Analysis(new Runs(experiment, trials), Analysis.BBOB, Optional.empty()), "0", "test", List.of()).write(out, threads, threads);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path f : all.filter(Files::isRegularFile).filter(f -> !f.endsWith("journal")).toList()) {
        files.put(out.relativize(f).toString(), Files.readString(f));
      }
    }
    ObjectNode results = (ObjectNode) Trees.parse(files.get("results.json"), "results");
    results.remove("timings");
    results.remove("environment");
    files.put("results.json", results.toString());
    return files;
  }

  @Test
  void oneAndTwoThreadsGiveTheSameBytes() throws IOException {
    Map<String, String> one = written(SMALL, Journal.inMemory(), 1, folder.resolve("one"));
    assertThat(one.keySet()).contains("results.json", "results.md", "runs.csv", "report.html", "exdata/one/bbobexp_f1.info",
        "exdata/two/data_f11/bbobexp_f11_DIM2.tdat");
    assertThat(written(SMALL, Journal.inMemory(), 2, folder.resolve("two"))).isEqualTo(one);
  }

  @Test
  void cutInTheMiddleAndResumedGivesTheSameBytes() throws IOException {
    Map<String, String> whole = written(SMALL, Journal.inMemory(), 1, folder.resolve("whole"));
    Path out = Files.createDirectories(folder.resolve("cut"));
    Path file = out.resolve("journal");
    try (Journal journal = Journal.open(file, "job")) {
      SMALL.run(journal, 1, RunContext.of(0));
    }
    try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
      cut.truncate(Files.size(file) / 2);
    }
    try (Journal journal = Journal.open(file, "job")) {
      assertThat(journal.entries().size()).isBetween(1, SMALL.trials() - 1);
      assertThat(written(SMALL, journal, 2, out)).isEqualTo(whole);
    }
  }

  @Test
  void aTrialDependsOnNothingBesideIt() throws IOException {
    Experiment alone = new Experiment("bbob", SMALL.solvers().subList(1, 2), SMALL.problems().subList(2, 3), 1, SMALL.allowance(), SMALL.targets(), SMALL.seed());
    Trial t = alone.run(Journal.inMemory(), 1, RunContext.of(0)).get(0);
    Runs runs = new Runs(SMALL, SMALL.run(Journal.inMemory(), 1, RunContext.of(0)));
    Trial same = runs.of(1, runs.cells().get(1)).get(0);
    assertThat(same.best()).isEqualTo(t.best());
    assertThat(same.hits()).isEqualTo(t.hits());
    Trial other = runs.of(1, runs.cells().get(1)).get(2);
    assertThat(other.best()).as("another repetition of the same instance").isNotEqualTo(t.best());
  }

  @Test
  void theBudgetIsHard() throws IOException {
    List<Trial> trials = SMALL.run(Journal.inMemory(), 1, RunContext.of(0));
    assertThat(trials).hasSize(16);
    assertThat(trials.subList(0, 8)).allMatch(t -> t.evaluations() == 150 && t.outcome().equals("finished"));
    assertThat(trials.subList(8, 16)).allMatch(t -> t.evaluations() == 200 && t.outcome().equals("out-of-budget"));
  }

  @Test
  void aRunThatIsStoppedKeepsWholeTrialsOnly() throws IOException {
    Journal journal = Journal.inMemory();
    RunContext stopping = new RunContext(0, "run", RunContext.of(0).budget(), () -> journal.entries().size() >= 3, e -> {});
    assertThat(SMALL.run(journal, 1, stopping)).hasSize(3);
    assertThat(SMALL.run(journal, 1, RunContext.of(0))).usingRecursiveComparison().ignoringFields("nanos")
        .isEqualTo(SMALL.run(Journal.inMemory(), 1, RunContext.of(0)));
  }

  @Test
  void progressIsTold() throws IOException {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    SMALL.run(Journal.inMemory(), 2, new RunContext(0, "run", RunContext.of(0).budget(), () -> false, events::add));
    assertThat(events).startsWith(new Event.Started("trials", 16), new Event.Progress("trials", 0, 16)).endsWith(new Event.Ended("trials", 16, 16))
        .hasSize(19);
  }

  /** Moré and Wild's problems start where they start, and targets are shares of the gap there. */
  @Test
  void targetsRelativeToTheStart() throws IOException {
    Experiment e = new Experiment("more-wild", List.of(Trials.random("r", 100)), List.copyOf(MoreWild.problems().subList(0, 8)), 1, new Allowance(20, 1),
        Targets.relative(List.of(0.1)), 0);
    List<Trial> trials = e.run(Journal.inMemory(), 1, RunContext.of(0));
    Runs runs = new Runs(e, trials);
    assertThat(runs.cells()).hasSize(8);
    assertThat(new Analysis(runs, List.of(0.1), Optional.empty()).sections()).hasSize(1);
    assertThat(trials).allMatch(t -> t.evaluations() == Math.min(100, 20 * (e.problems().get(t.key().problem()).dimension() + 1)));
  }

  @Test
  void aSolverThatCannotIsRefusedBeforeAnythingRuns() {
    NamedSolver picky = new NamedSolver("picky", (dimension, evaluations) -> {
      throw new IllegalArgumentException("needs 3 dimensions, found " + dimension);
    }, Trees.object());
    assertThatThrownBy(Trials.experiment(1, 1, Targets.bbob(), picky)::accept).isInstanceOf(RequestException.class)
        .hasMessage("--solver picky: needs 3 dimensions, found 2");
  }

  /** Frank and Wolfe's method asks for an extreme point of the whole space. */
  @Test
  void aSolverThatFailsEndsItsTrialsOnly() throws IOException {
    Experiment e = Trials.experiment(1, 1, Targets.bbob(), new NamedSolver("frank-wolfe", new FrankWolfe(10), Trees.object()), Trials.random("r", 5));
    List<Trial> trials = e.run(Journal.inMemory(), 1, RunContext.of(0));
    assertThat(trials.subList(0, 2)).allMatch(t -> t.outcome().equals("failed") && t.why().contains("expected a bounded set"));
    assertThat(trials.subList(2, 4)).allMatch(t -> t.evaluations() == 5);
  }

  /** A raw gradient step of ½ on the sphere leads to its centre, up to the error of forward differences; each costs D + 1 values. */
  @Test
  void gradientsAreDifferencesWhereAProblemHasNone() throws IOException {
    ProjectedGradient half = new ProjectedGradient(0.5, 5, ProjectedGradient.Direction.RAW, 0, dev.danskin.solvers.Schedule.CONSTANT);
    Experiment e = Trials.experiment(1, 1, Targets.bbob(), new NamedSolver("descent", half, Trees.object()));
    e.accept();
    Trial sphere = e.run(Journal.inMemory(), 1, RunContext.of(0)).get(0);
    assertThat(sphere.outcome()).isEqualTo("reached");
    assertThat(sphere.evaluations()).isLessThanOrEqualTo(8);
  }

  @Test
  void twoSolversOfOneNameAreRefused() {
    assertThatThrownBy(() -> Trials.experiment(1, 1, Targets.bbob(), Trials.random("a:b", 1), Trials.random("a-b", 1)))
        .hasMessageContaining("expected solvers of different names");
  }
}
