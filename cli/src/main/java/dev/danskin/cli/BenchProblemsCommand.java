package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.api.ThreatModel;
import dev.danskin.bench.experiment.Allowance;
import dev.danskin.bench.experiment.Experiment;
import dev.danskin.bench.suite.AttackProblems;
import dev.danskin.bench.suite.MoreWild;
import dev.danskin.bench.suite.MoreWildReference;
import dev.danskin.bench.suite.TestProblem;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin bench problems}: optimizers on suites of test problems, by data and performance profiles. */
@Command(name = "problems", sortOptions = false, description = "Compare optimizers on test problems by data and performance profiles. Writes report.html, results.json, "
    + "results.md, runs.csv and measurements.csv.")
final class BenchProblemsCommand implements Callable<Integer> {
  private static final List<String> SUITES = List.of("more-wild", "attack");

  @Option(names = "--suite", paramLabel = "NAME", description = "more-wild (default): the 53 least-squares problems of Moré and Wild; "
      + "attack: perturbations of examples within a threat model that a network gets wrong.")
  String suite = "more-wild";

  @Option(names = {"--function", "--functions"}, paramLabel = "F", split = ",", description = "Which functions: 1,2,10-14; default all.")
  List<String> function;

  @Option(names = "--model", paramLabel = "FILE|NAME", description = "Of attack: an ONNX file or an embedded network; default strokes-standard.")
  String model = "strokes-standard";

  @Option(names = "--data", paramLabel = "NAME|KIND:PATH", description = "Of attack: as for evaluate; default strokes.")
  String data = "strokes";

  @Option(names = "--threat", paramLabel = "NAME", description = "Of attack: linf (default), l2, l1 or l0.")
  String threat = "linf";

  @Option(names = "--eps", paramLabel = "E", description = "Of attack: the size; default 0.1.")
  String eps = "0.1";

  @Option(names = "--examples", paramLabel = "N", description = "Of attack: how many of the first examples; default 5.")
  int examples = 5;

  @Option(names = "--repetitions", paramLabel = "R", description = "Trials of each problem; default 1.")
  int repetitions = 1;

  @Option(names = "--budget", paramLabel = "M", description = "A trial may make M · (n + 1) evaluations; default 200, of attack 1.")
  String budget;

  @Option(names = "--tau", paramLabel = "T", split = ",", description = "Tolerances of profiles: solved is f(x₀) − f(x) ≥ (1 − τ)(f(x₀) − f*); default 1e-1,1e-3,1e-5.")
  List<String> tau = List.of("1e-1", "1e-3", "1e-5");

  @Option(names = "--check", paramLabel = "FILE", description = "Only compares values of more-wild with those of a file; exit status 1 if any is beyond 1e-12.")
  Path check;

  @Mixin
  ExperimentOptions options = new ExperimentOptions();

  @Override
  public Integer call() throws IOException {
    if (check != null) {
      return ExperimentOptions.checked(MoreWildReference.of(check));
    }
    options.check();
    if (!SUITES.contains(suite)) {
      throw new RequestException("--suite: no suite named '" + suite + "'" + Nearest.hint(suite, SUITES));
    }
    Composer composer = options.plugins.composer();
    if (options.list) {
      problems(composer).forEach(p -> System.out.printf("%-3d %s, n = %d, instance %d%n", p.function(), p.name(), p.dimension(), p.instance()));
      System.out.println("solvers: " + String.join(", ", SolverOptions.names(composer)));
      return 0;
    }
    CommonOptions.atLeastOne("--repetitions", repetitions);
    List<Double> taus = taus();
    boolean attack = suite.equals("attack");
    List<TestProblem> problems = problems(composer);
    Allowance allowance = new Allowance(ExperimentOptions.budget(budget != null ? budget : attack ? "1" : "200"), 1);
    long most = allowance.evaluations(problems.stream().mapToInt(TestProblem::dimension).max().orElseThrow());
    Map<String, String> otherwise = attack ? ExperimentOptions.ordered("pgd", "pgd: {rate: " + Plan.radius(eps) / 10 + ", steps: 100}",
        "sep-cma-es", "cma-es: {covariance: diagonal}") : ExperimentOptions.SOLVERS;
    Experiment experiment = new Experiment(suite, options.solvers(composer, otherwise, most), problems, repetitions, allowance,
        dev.danskin.bench.experiment.Targets.relative(taus), options.seed);
    Path out = options.out == null ? Path.of("bench-problems") : options.out;
    return new ExperimentJob(composer, experiment, taus, options.reference(), out).run(options);
  }

  private List<Double> taus() {
    return tau.stream().map(BenchProblemsCommand::tolerance).distinct().sorted((a, b) -> Double.compare(b, a)).toList();
  }

  private static double tolerance(String text) {
    try {
      double t = Numbers.parse(text);
      if (t > 0 && t < 1) {
        return t;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException("--tau: expected numbers between 0 and 1 such as 1e-3, found '" + text + "'");
  }

  private List<TestProblem> problems(Composer composer) {
    List<TestProblem> all = suite.equals("attack") ? attacks(composer) : List.copyOf(MoreWild.problems());
    if (function == null) {
      return all;
    }
    int[] wanted = Numbering.of("--function", function);
    List<TestProblem> some = all.stream().filter(p -> Arrays.binarySearch(wanted, p.function()) >= 0).toList();
    if (some.isEmpty()) {
      throw new RequestException("--function: expected functions of " + suite + ", found none of these; --list names them");
    }
    return some;
  }

  private List<TestProblem> attacks(Composer composer) {
    CommonOptions.atLeastOne("--examples", examples);
    Dataset of = Targets.data(data);
    String sized = Double.toString(Plan.radius(eps));
    ThreatModel within = composer.build(ThreatModel.class, Trees.parse(threat + ": {eps: " + sized + "}", "--threat"), "--threat");
    String name = Comparison.name(model).toLowerCase(java.util.Locale.ROOT).replaceAll("[,'\"]", "-") + "-" + threat;
    return List.copyOf(AttackProblems.of(name, Targets.open(model, "unit", of).graph(), of, within, Plan.radius(eps), examples));
  }
}
