package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code danskin bench bbob} and {@code danskin bench problems}: short runs from end to end, a solver of a plugin, and what they refuse. */
class BenchBbobTest {
  private static final List<String> SMALL = List.of("--function", "1,11-12", "--dimension", "2", "--instance", "1,2", "--repetitions", "2", "--budget", "60D",
      "--quiet", "--solver", "cma-es,few=random", "--set", "solver.few.samples=40");

  @TempDir
  Path folder;

  private static Command bench(String suite, List<String> options, String... more) {
    return Command.run(Stream.of(List.of("bench", suite), options, List.of(more)).flatMap(List::stream).toArray(String[]::new));
  }

  private static List<String> contents(Path out) throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path f : files.filter(Files::isRegularFile).filter(f -> !f.endsWith("journal") && !f.endsWith("results.json")).sorted().toList()) {
        all.add(out.relativize(f) + "\n" + Files.readString(f));
      }
    }
    return all;
  }

  @Test
  void aShortRunLeavesEveryFile() throws IOException {
    Path out = folder.resolve("run");
    Command c = bench("bbob", SMALL, "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("Dimension 2: 3 functions", "% of targets hit").contains("report: " + out.resolve("report.html"));
    JsonNode results = Trees.read(out.resolve("results.json"));
    assertThat(results.path("kind").asString("")).isEqualTo("experiment");
    assertThat(results.path("trials")).hasSize(24);
    assertThat(results.path("measurements")).as("3 functions, 11 decades, 2 solvers").hasSize(66);
    assertThat(results.path("tests")).hasSize(3);
    assertThat(results.path("solvers").get(0).path("solver").path("cma-es").path("evaluations").asLong()).as("the budget").isEqualTo(120);
    assertThat(Files.readString(out.resolve("runs.csv")).lines()).hasSize(1 + 24 * 11);
    assertThat(Files.readString(out.resolve("results.md"))).contains("| f11 discus | cma-es |");
    assertThat(Files.readString(out.resolve("report.html"))).contains("<svg", "f12 bent-cigar").doesNotContain("<script").doesNotContain("NaN");
    assertThat(out.resolve("exdata/few/data_f1/bbobexp_f1_DIM2.tdat")).exists();
  }

  @Test
  void aRunThatWasCutGoesOnToTheSameBytes() throws IOException {
    Path whole = folder.resolve("whole");
    Path cut = folder.resolve("cut");
    assertThat(bench("bbob", SMALL, "--out", whole.toString(), "--threads", "1").status()).isZero();
    assertThat(bench("bbob", SMALL, "--out", cut.toString(), "--threads", "2").status()).isZero();
    try (FileChannel journal = FileChannel.open(cut.resolve("journal"), StandardOpenOption.WRITE)) {
      journal.truncate(Files.size(cut.resolve("journal")) * 2 / 3);
    }
    Command again = bench("bbob", SMALL, "--out", cut.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("holds a job already; add --resume");
    Command other = bench("bbob", SMALL, "--out", cut.toString(), "--resume", "--seed", "3");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("found that of another");
    assertThat(bench("bbob", SMALL, "--out", cut.toString(), "--resume").status()).isZero();
    assertThat(contents(cut)).isEqualTo(contents(whole));
  }

  /** A solver that takes the pseudo-gradient of two values, in a jar: one command runs it beside ours. */
  @Test
  void aSolverOfAPluginIsBenchmarkedByOneCommand() throws IOException {
    PluginJars jars = new PluginJars(Map.of("acme.Main", """
        package acme;
        import dev.danskin.api.*;
        import dev.danskin.api.tensor.*;
        import java.util.*;
        public class Main implements Plugin {
          public String id() { return "acme"; }
          public void register(Catalogue c) { c.register(Solver.class, "walk", Walk.class); }
          public record Walk(@Default("0.5") double length) implements Solver {
            public Order needs() { return Order.VALUE; }
            public Counts cost() { return new Counts(Integer.MAX_VALUE, 0, 0, 0); }
            public Iteration start(Oracle f, RunContext run) {
              Tensor[] best = {f.start().into(f.start().memory().retain(f.start().type(), f.start().shape()))};
              double[] value = {Double.POSITIVE_INFINITY};
              int[] k = {0};
              int[] all = {0};
              return () -> {
                Tensor z = run.draws().normal(f.ids(), k[0]++, f.start().like()).scale(k[0] == 1 ? 0 : length).plus(best[0]);
                double v = f.at(new Points(z, all), Order.VALUE, k[0]).values()[0];
                if (v < value[0]) { value[0] = v; best[0].put(0, z, 0); }
                return true;
              };
            }
          }
        }
        """));
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    PluginJars.write(plugins.resolve("acme.jar"), "acme.Main", "0.1", jars.of("acme"));
    Path out = folder.resolve("out");
    Command c = bench("bbob", List.of("--plugins", plugins.toString(), "--solver", "walk,near=acme:walk,cma-es", "--set", "solver.near.length=0.05"), "--function", "1",
        "--dimension", "2", "--instance", "1", "--budget", "100", "--quiet", "--format", "json", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    JsonNode results = Trees.parse(c.out(), "output");
    assertThat(results.path("solvers").get(1).toString()).contains("\"near\"").contains("0.05");
    assertThat(results.path("environment").path("plugins").toString()).contains("acme");
    JsonNode trial = results.path("trials").get(0);
    assertThat(trial.path("evaluations").asLong()).isEqualTo(200);
    assertThat(trial.path("gap").asDouble()).isLessThan(1);
    assertThat(out.resolve("exdata/near/bbobexp_f1.info")).exists();
  }

  @Test
  void problemsHaveProfiles() throws IOException {
    Path out = folder.resolve("problems");
    Command c = bench("problems", List.of("--function", "4,7", "--budget", "50", "--tau", "1e-2", "--quiet", "--baselines"), "--solver", "cma-es", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("hipparchus-bobyqa", "All of the suite: 4 problems", "of 4 to τ = 0.01");
    assertThat(Files.readString(out.resolve("report.html"))).contains("Data profile, τ = 1e-2", "Performance profile, τ = 1e-2", "freudenstein-roth");
    assertThat(out.resolve("exdata")).doesNotExist();
  }

  @Test
  void attacksAreProblems() {
    Command c = bench("problems", List.of("--suite", "attack", "--examples", "1", "--quiet"), "--solver", "pgd,apgd", "--set", "solver.pgd.rate=0.01", "--set",
        "solver.pgd.steps=20", "--set", "solver.apgd.rate=0.2", "--set", "solver.apgd.steps=20", "--out", folder.resolve("attack").toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("All of the suite: 1 problem", "pgd", "apgd");
  }

  @Test
  void eventsAreLinesOfJson() {
    Command c = bench("bbob", SMALL, "--events", "--out", folder.resolve("events").toString());
    assertThat(c.status()).as(c.err()).isZero();
    List<JsonNode> lines = c.out().lines().map(l -> Trees.parse(l, "line")).toList();
    assertThat(lines.get(0).path("what").asString("")).isEqualTo("trials");
    assertThat(lines.get(lines.size() - 1).path("results").path("trials")).hasSize(24);
  }

  @Test
  void problemsAndSolversAreListed() {
    assertThat(bench("bbob", List.of("--list")).out()).contains("f24  lunacek-bi-rastrigin").contains("solvers: ").contains("bipop-cma-es");
    assertThat(bench("problems", List.of("--list")).out()).contains("chebyquad, n = 6").contains("random");
  }

  @Test
  void valuesOfAFileAreChecked() throws IOException {
    String row = "1,1,2,opt,79.480000000000004,79.480000000000004,0.25279999999999969 -1.1568000000000001\n";
    Path file = Files.writeString(folder.resolve("reference.csv"), "function,instance,dimension,kind,f_opt,f,x\n" + row);
    Command right = bench("bbob", List.of("--check", file.toString()));
    assertThat(right.status()).as(right.err()).isZero();
    assertThat(right.out()).contains("bbob: 1 rows, 0 beyond");
    Files.writeString(file, "function,instance,dimension,kind,f_opt,f,x\n" + row.replace("79.480000000000004,0", "79.5,0"));
    assertThat(bench("bbob", List.of("--check", file.toString())).status()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      bbob --solver bipop-cma-se                     | no Solver named 'bipop-cma-se'; did you mean 'bipop-cma-es'?
      bbob --solver random                           | missing 'samples' (int)
      bbob --solver cma-es,cma-es                    | expected different names, found 'cma-es' twice
      bbob --solver a/b=cma-es                       | expected a label
      bbob --solver cma-es --set solver.cmaes.sigma=1 | no solver named 'cmaes'
      bbob --solver cma-es --set solver.cma-es.sigm=1 | no key 'sigm'; did you mean 'sigma'?
      bbob --solver cma-es --set attack.pgd.x=1      | --set: expected solver.NAME.KEY
      bbob --function 25                             | --function: expected numbers from 1 to 24, found 25
      bbob --function 3-1                            | --function: expected numbers from 1 and ranges
      bbob --dimension 1                             | --dimension: expected numbers from 2 to
      bbob --instance x                              | --instance: expected numbers from 1 and ranges
      bbob --repetitions 0                           | --repetitions: expected at least 1, found 0
      bbob --budget many                             | --budget: expected a whole number from 1
      bbob --budget 1.5                              | --budget: expected a whole number from 1
      bbob --threads 0                               | --threads: expected at least 1
      bbob --format xml                              | --format: expected text or json
      bbob --resume                                  | --resume: expected --out FOLDER
      bbob --reference @/none.csv                    | --reference: expected a file, found no
      bbob --check @/none.csv                        | none.csv
      problems --suite mgh                           | no suite named 'mgh'
      problems --tau 2                               | --tau: expected numbers between 0 and 1
      problems --function 99                         | --function: expected functions of more-wild
      problems --suite attack --threat l7            | l7
      problems --suite attack --eps -1               | --eps: expected a number
      """)
  void badRequestsAreToldInASentence(String arguments, String words) {
    List<String> args = new ArrayList<>(List.of("bench"));
    args.addAll(List.of(arguments.replace("@", folder.toString()).split(" +")));
    args.add("--quiet");
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.out() + c.err()).isEqualTo(2);
    assertThat(c.err()).contains(words).doesNotContain("\tat ").doesNotContain("internal error");
  }
}
