package dev.danskin.cli;

import dev.danskin.bench.baseline.Baselines;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.bench.experiment.ReferenceTimes;
import dev.danskin.bench.suite.Check;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all benchmarks of optimizers have in common. */
final class ExperimentOptions {
  /** What takes part in a first look around. */
  static final Map<String, String> SOLVERS = ordered("black-box", "black-box", "bipop-cma-es", "bipop-cma-es", "bobyqa", "bobyqa",
      "l-bfgs-b", "l-bfgs-b", "nelder-mead", "nelder-mead");
  private static final double MOST = 1e12;

  @Mixin
  SolverOptions solvers = new SolverOptions();

  @Option(names = "--baselines", description = "Optimizers of Hipparchus and Commons Math, too.")
  boolean baselines;

  @Option(names = "--reference", paramLabel = "FILE", description = "Expected running times of another solver, as CSV with the columns function, dimension, "
      + "target, ert, successes, trials; ours are told as multiples.")
  Path reference;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default 0.")
  long seed;

  @Option(names = "--threads", paramLabel = "T", description = "Trials run at once; default: the processors. No figure depends on it.")
  Integer threads;

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the results go.")
  Path out;

  @Option(names = "--resume", description = "Goes on with the job in --out; the other options must be as they were.")
  boolean resume;

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  String format = "text";

  @Option(names = "--list", description = "Only lists problems and solvers.")
  boolean list;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  BenchOptions common = new BenchOptions();

  /** Configurations by label, in this order. */
  static Map<String, String> ordered(String... labelsAndConfigurations) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < labelsAndConfigurations.length; i += 2) {
      all.put(labelsAndConfigurations[i], labelsAndConfigurations[i + 1]);
    }
    return Collections.unmodifiableMap(all);
  }

  int threads() {
    return CommonOptions.atLeastOne("--threads", threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  void check() {
    if (!List.of("text", "json").contains(format)) {
      throw new RequestException("--format: expected text or json, found '" + format + "'");
    }
    if (resume && out == null) {
      throw new RequestException("--resume: expected --out FOLDER of the job to go on with");
    }
  }

  /** The solvers asked for, and the baselines; all budgets are at most {@code evaluations}. */
  List<NamedSolver> solvers(Composer composer, Map<String, String> otherwise, long evaluations) {
    List<NamedSolver> all = new ArrayList<>(solvers.build(composer, otherwise, evaluations));
    if (baselines) {
      Map<String, NamedSolver.Maker> makers = new LinkedHashMap<>();
      Baselines.all().forEach((name, maker) -> makers.put(name, maker::of));
      all.addAll(NamedSolver.of(makers));
    }
    return all;
  }

  Optional<ReferenceTimes> reference() throws IOException {
    return reference == null ? Optional.empty() : Optional.of(ReferenceTimes.read(reference));
  }

  /** Tells how a suite agrees with reference values; the exit status. */
  static int checked(Check check) {
    check.lines().forEach(System.out::println);
    return check.beyond() > 0 ? 1 : 0;
  }

  /** A multiplier: 2000, 2000D or 5e5. */
  static long budget(String text) {
    String number = text.endsWith("D") ? text.substring(0, text.length() - 1) : text;
    try {
      double value = Numbers.parse(number);
      if (value >= 1 && value <= MOST && value == Math.rint(value)) {
        return (long) value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException("--budget: expected a whole number from 1 such as 2000, 2000D or 5e5, found '" + text + "'");
  }
}
