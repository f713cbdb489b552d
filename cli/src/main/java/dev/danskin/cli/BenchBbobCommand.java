package dev.danskin.cli;

import dev.danskin.bench.experiment.Allowance;
import dev.danskin.bench.experiment.Analysis;
import dev.danskin.bench.experiment.Experiment;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.bench.experiment.Targets;
import dev.danskin.bench.suite.Bbob;
import dev.danskin.bench.suite.BbobReference;
import dev.danskin.bench.suite.TestProblem;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin bench bbob}: optimizers on COCO's 24 noiseless functions. */
@Command(name = "bbob", sortOptions = false, description = "Compare optimizers on the 24 functions of BBOB. Writes report.html, results.json, results.md, runs.csv, measurements.csv and, "
    + "in exdata, files that COCO's cocopp reads.")
final class BenchBbobCommand implements Callable<Integer> {
  private static final int MOST_DIMENSIONS = 1000;

  @Option(names = {"--function", "--functions"}, paramLabel = "F", split = ",", description = "Which functions: 1,2,10-14; default all.")
  List<String> function = List.of("1-24");

  @Option(names = {"--dimension", "--dimensions"}, paramLabel = "D", split = ",", description = "Numbers of variables; default 2,5.")
  List<String> dimension = List.of("2", "5");

  @Option(names = {"--instance", "--instances"}, paramLabel = "I", split = ",", description = "Instances of each function; default 1-5.")
  List<String> instance = List.of("1-5");

  @Option(names = "--repetitions", paramLabel = "R", description = "Trials of each instance; default 3.")
  int repetitions = 3;

  @Option(names = "--budget", paramLabel = "M", description = "A trial may make M · D evaluations; default 2000. It ends at f* + 1e-8.")
  String budget = "2000";

  @Option(names = "--check", paramLabel = "FILE", description = "Only compares values with those of a file with the columns function, instance, dimension, kind, "
      + "f_opt, f, x; exit status 1 if any is beyond 1e-9.")
  Path check;

  @Mixin
  ExperimentOptions options = new ExperimentOptions();

  @Override
  public Integer call() throws IOException {
    if (check != null) {
      return ExperimentOptions.checked(BbobReference.of(check));
    }
    options.check();
    Composer composer = options.plugins.composer();
    if (options.list) {
      list(composer);
      return 0;
    }
    CommonOptions.atLeastOne("--repetitions", repetitions);
    List<TestProblem> problems = problems();
    Allowance allowance = new Allowance(ExperimentOptions.budget(budget), 0);
    long most = allowance.evaluations(problems.stream().mapToInt(TestProblem::dimension).max().orElseThrow());
    List<NamedSolver> solvers = options.solvers(composer, ExperimentOptions.SOLVERS, most);
    Experiment experiment = new Experiment("bbob", solvers, problems, repetitions, allowance, Targets.bbob(), options.seed);
    Path out = options.out == null ? Path.of("bench-bbob") : options.out;
    return new ExperimentJob(composer, experiment, Analysis.BBOB, options.reference(), out).run(options);
  }

  private List<TestProblem> problems() {
    List<TestProblem> problems = new ArrayList<>();
    int[] dimensions = Numbering.of("--dimension", dimension);
    int[] functions = Numbering.of("--function", function);
    within("--function", functions, 1, Bbob.FUNCTIONS);
    within("--dimension", dimensions, 2, MOST_DIMENSIONS);
    for (int d : dimensions) {
      for (int f : functions) {
        for (int i : Numbering.of("--instance", instance)) {
          problems.add(Bbob.problem(f, i, d));
        }
      }
    }
    return problems;
  }

  private static void within(String option, int[] numbers, int least, int most) {
    for (int n : numbers) {
      if (n < least || n > most) {
        throw new RequestException(option + ": expected numbers from " + least + " to " + most + ", found " + n);
      }
    }
  }

  private static void list(Composer composer) {
    for (int f = 1; f <= Bbob.FUNCTIONS; f++) {
      System.out.printf("f%-3d %s%n", f, Bbob.problem(f, 1, 2).name());
    }
    System.out.println("solvers: " + String.join(", ", SolverOptions.names(composer)));
  }
}
