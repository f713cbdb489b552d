package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Order;
import dev.danskin.api.Solver;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Entry;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Trees;
import dev.danskin.solvers.smooth.Descent;
import dev.danskin.solvers.smooth.LineSearch;
import dev.danskin.solvers.stopping.StoppingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/solvers.md} is what the registered records and the records in {@code bench/results/optimizers} say;
 * {@code -Ddanskin.docs.write=true} writes it anew.
 */
class SolverDocsTest {
  private static final Path RECORDS = Path.of("..", "bench", "results", "optimizers");
  private static final Registry REGISTRY = Registry.ofClassPath();

  @TempDir
  Path folder;

  /** One line of a record. */
  private record Row(String solver, int function, int dimension, int instance, double target, String ert, int successes, int trials) {
    static Row of(String line) {
      String[] c = line.split(",");
      return new Row(c[0], Integer.parseInt(c[1]), Integer.parseInt(c[2]), Integer.parseInt(c[3]), Double.parseDouble(c[4]), c[5], Integer.parseInt(c[6]),
          Integer.parseInt(c[7]));
    }
  }

  private static List<Row> rows(Path measurements) throws IOException {
    return Files.readAllLines(measurements).stream().skip(1).map(Row::of).toList();
  }

  @Test
  void theReferenceOfSolversIsGenerated() throws IOException {
    StringBuilder page = new StringBuilder("""
        # Solvers

        Generated from the registered components and from the records in `bench/results/optimizers` by `SolverDocsTest`. A solver is a record; its
        keys below are its configuration. Every one of them runs under the same driver: budgets are hard, the best point is kept, the outcome
        says every reason for the end, and a run that is saved and restored ends with the same bytes.

        ## Which one

        | what you have | begin with |
        | --- | --- |
        | gradients, bounds or not | `l-bfgs-b`; few variables: `bfgs` |
        | gradients, and negative curvature on the way | `trust-newton`, `newton-cg`; products with the Hessian are differences of gradients |
        | a sum of squares | `levenberg-marquardt` |
        | values only, smooth, few evaluations | `bobyqa`, or `differences` around `l-bfgs-b` |
        | values only, rugged, ill-conditioned | `bipop-cma-es`; a thousand variables: `cma-es` with `covariance: diagonal` |
        | values only, nothing is known | `black-box` |
        | values only, noise | `cma-es` with a larger `population`, `spsa` |
        | a batch of networks' inputs | `pgd`, `apgd`; without gradients `square` |
        | the parameters of a network | `sgd`, `adam`, `adamw` |
        | a saddle point | `extragradient`, `optimistic-gradient` |

        A rule that is not a solver's own is put around it: `until: {solver: cma-es, rule: {target: {value: 1e-3}}}`. Named configurations:

        """);
    REGISTRY.presets(Solver.class).forEach((name, p) -> page.append("- `").append(name).append("` is `").append(p.component()).append(": ")
        .append(p.body().replace("\"", "")).append("`\n"));
    bbob(page);
    moreWild(page);
    groups(page);
    ComponentPages.section(page, REGISTRY, "Directions of `descent`", Descent.class);
    ComponentPages.section(page, REGISTRY, "Line searches", LineSearch.class);
    ComponentPages.section(page, REGISTRY, "Stopping rules of `until`", StoppingRule.class);
    Path file = Path.of("..", "docs", "solvers.md");
    if (Boolean.getBoolean("danskin.docs.write")) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file).replace("\r\n", "\n")).isEqualTo(page.toString());
  }

  private static void bbob(StringBuilder page) throws IOException {
    List<Row> five = rows(RECORDS.resolve("bbob-5").resolve("measurements.csv"));
    List<Row> twenty = rows(RECORDS.resolve("bbob-20").resolve("measurements.csv"));
    page.append("""

        ## On the functions of BBOB

        The 24 functions of COCO, instances 1-5 three times each, starts uniform in [-4, 4]^D, seed 0; gradients are taken by forward differences, each of
        which costs D + 1 evaluations. Targets hit: the share of all (function, trial, target) with the ten targets 10, 1, …, 1e-8 above the least value.
        Solved: functions on which at least 8 of 15 trials came to 1e-8. Those in parentheses are of Hipparchus and Commons Math, restarted until their
        evaluations are spent. Figures depend neither on threads nor on the JDK (17 or 25): `danskin bench bbob` with the configuration beside the record.

        | solver | D = 5, 2000 D: targets hit | solved | D = 20, 500 D: targets hit | solved |
        | --- | --: | --: | --: | --: |
        """);
    Map<String, Double> shares = new LinkedHashMap<>();
    five.forEach(r -> shares.putIfAbsent(r.solver(), share(five, r.solver())));
    shares.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).forEach(e -> page.append("| ").append(label(e.getKey()))
        .append(" | ").append(percent(e.getValue())).append(" | ").append(solved(five, e.getKey())).append(" | ").append(percent(share(twenty, e.getKey())))
        .append(" | ").append(solved(twenty, e.getKey())).append(" |\n"));
  }

  private static String label(String solver) {
    if (solver.startsWith("restarted-")) {
      return "`multi-start` of `" + solver.substring("restarted-".length()) + "`";
    }
    if (solver.equals("sep-cma-es")) {
      return "`cma-es`, `covariance: diagonal`";
    }
    boolean ours = REGISTRY.of(Solver.class).containsKey(solver) || REGISTRY.presets(Solver.class).containsKey(solver);
    return ours ? "`" + solver + "`" : "(" + solver + ")";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static double share(List<Row> rows, String solver) {
    double hit = 0;
    double all = 0;
    for (Row r : rows) {
      if (r.solver().equals(solver) && r.target() <= 10) {
        hit += r.successes();
        all += r.trials();
      }
    }
    return hit / all;
  }

  private static long solved(List<Row> rows, String solver) {
    return rows.stream().filter(r -> r.solver().equals(solver) && r.target() == 1e-8 && r.successes() >= 8).count();
  }

  private static void moreWild(StringBuilder page) throws IOException {
    List<Row> few = rows(RECORDS.resolve("more-wild-50").resolve("measurements.csv"));
    List<Row> many = rows(RECORDS.resolve("more-wild-200").resolve("measurements.csv"));
    page.append("""

        ## On the problems of Moré and Wild

        How many of the 53 problems come within 1e-5 of the least value, relative to what there was to gain, f(x₀) − f(x) ≥ (1 − 1e-5)(f(x₀) − f_L), from the
        standard start; each difference counts as an evaluation.

        | solver | within 50 (n + 1) evaluations | within 200 (n + 1) |
        | --- | --: | --: |
        """);
    Map<String, Long> counts = new LinkedHashMap<>();
    few.forEach(r -> counts.putIfAbsent(r.solver(), gained(few, r.solver())));
    counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).forEach(e -> page.append("| ").append(label(e.getKey()))
        .append(" | ").append(e.getValue()).append(" | ").append(gained(many, e.getKey())).append(" |\n"));
  }

  private static long gained(List<Row> rows, String solver) {
    return rows.stream().filter(r -> r.solver().equals(solver) && r.target() == 1e-5 && r.successes() > 0).count();
  }

  private static void groups(StringBuilder page) throws IOException {
    String base = "dev.danskin.solvers";
    group(page, "By values", p -> p.equals(base + ".search") || p.equals(base + ".quadratic"));
    group(page, "Evolution strategies with covariances", p -> p.equals(base + ".cma"));
    group(page, "By gradients, for smooth functions", p -> p.equals(base + ".smooth"));
    group(page, "First-order, projection-free and for networks", p -> p.equals(base));
    group(page, "Made of solvers", p -> p.equals(base + ".portfolio") || p.equals(base + ".stopping"));
    Set<Class<?>> listed = new LinkedHashSet<>();
    REGISTRY.of(Solver.class).values().forEach(e -> listed.add(e.type()));
    assertThat(listed).allMatch(t -> page.indexOf(ComponentPages.keys(t)) > 0);
  }

  private static void group(StringBuilder page, String title, Predicate<String> packages) throws IOException {
    page.append("\n## ").append(title).append("\n\n| name | asks for | what | keys |\n| --- | --- | --- | --- |\n");
    Composer composer = new Composer(REGISTRY);
    for (Map.Entry<String, Entry> e : REGISTRY.of(Solver.class).entrySet()) {
      Class<?> type = e.getValue().type();
      if (packages.test(type.getPackageName())) {
        Solver s = composer.build(Solver.class, Trees.object().set(e.getKey(), Trees.parse(e.getValue().example(), "example")), "solver");
        page.append("| `").append(e.getKey()).append("` | ").append(asks(s.needs())).append(" | ").append(ComponentPages.summary(type)).append(" | ")
            .append(ComponentPages.keys(type)).append(" |\n");
      }
    }
  }

  private static String asks(Order order) {
    return switch (order) {
      case VALUE -> "values";
      case GRADIENT -> "gradients";
      case RESIDUALS -> "residuals";
    };
  }

  /** A corner of the record comes out again, to the last digit. */
  @Test
  void theRecordIsOfThePresentSolvers() throws IOException {
    Command c = Command.run("bench", "bbob", "--solver", "black-box,cma-es,bobyqa,l-bfgs-b,nelder-mead", "--function", "1,8", "--dimension", "5", "--budget",
        "2000", "--quiet", "--out", folder.resolve("again").toString());
    assertThat(c.status()).as(c.err()).isZero();
    List<Row> record = rows(RECORDS.resolve("bbob-5").resolve("measurements.csv"));
    List<Row> again = rows(folder.resolve("again").resolve("measurements.csv"));
    assertThat(again).hasSize(5 * 2 * 11);
    List<Row> lost = new ArrayList<>(again);
    lost.removeAll(record);
    assertThat(lost).as("figures that the record does not have; make it anew as docs/benchmark.md says").isEmpty();
  }
}
