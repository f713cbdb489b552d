package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Attack;
import dev.danskin.api.Domain;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Softmax;
import dev.danskin.models.ops.Tanh;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.McNemar;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Rung;
import dev.danskin.runtime.evaluation.Spread;
import dev.danskin.runtime.evaluation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the referee says: of rows written by hand in which one thing is wrong, and of evaluations. */
class RefereeTest {
  private static final int N = 200;
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());

  @TempDir
  Path folder;

  private static NamedAttack attack(String name, String preset, double eps) {
    Map<String, String> variables = Map.of("threat", "linf", "eps", Double.toString(eps));
    return new NamedAttack(name, eps, COMPOSER.build(Attack.class, COMPOSER.preset(Attack.class, preset, variables, "attack").tree(), "attack"));
  }

  /** Rows of an attack that fools the first {@code fooled} examples; at distance ε unless {@code nearest} says how far. */
  private static void rows(List<ExampleRow> to, NamedAttack a, int from, int fooled, double[] nearest, int part) {
    for (int i = 0; i < N; i++) {
      boolean success = i >= from && i < from + fooled;
      double near = nearest == null ? Double.NaN : nearest[i];
      to.add(new ExampleRow(i, 0, 0, a.name(), a.eps(), success ? Status.FOOLED : Status.NOT_FOOLED, success ? 1 : 0,
          success ? nearest == null ? a.eps() : near : Double.NaN, 1, 1, 0, near, success ? part : -1, 0));
    }
  }

  private static Figures figures(List<ExampleRow> rows, NamedAttack... attacks) {
    return Figures.of(rows, List.of(attacks), Domain.unit(1, 28, 28), List.of());
  }

  private static Rung rung(Figures f, String id) {
    return f.ladder().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  /** The rung of two attacks that fool the first a and b examples. */
  private static Rung rung(String id, NamedAttack one, int a, NamedAttack two, int b) {
    List<ExampleRow> rows = new ArrayList<>();
    rows(rows, one, 0, a, null, -1);
    rows(rows, two, 0, b, null, -1);
    Figures f = figures(rows, one, two);
    assertThat(f.flags().stream().anyMatch(flag -> flag.id().equals(id))).isEqualTo(!rung(f, id).holds());
    return rung(f, id);
  }

  @Test
  void eachRungFailsWhereItsClaimDoes() {
    NamedAttack pgd = attack("pgd", "pgd", 0.1);
    assertThat(rung("zero-size", attack("pgd", "pgd", 0), 0, pgd, 9).holds()).isTrue();
    assertThat(rung("zero-size", attack("pgd", "pgd", 0), 1, pgd, 9).holds()).isFalse();
    assertThat(rung("monotone", pgd, 50, attack("pgd", "pgd", 0.2), 48).holds()).isTrue();
    assertThat(rung("monotone", pgd, 50, attack("pgd", "pgd", 0.2), 47).holds()).isFalse();
    assertThat(rung("unbounded", pgd, 50, attack("pgd", "pgd", 1), 198).holds()).isTrue();
    assertThat(rung("unbounded", pgd, 50, attack("pgd", "pgd", 1), 197).holds()).isFalse();
    assertThat(rung("beats-noise", attack("noise", "noise", 0.1), 10, pgd, 10).holds()).isTrue();
    assertThat(rung("beats-noise", attack("noise", "noise", 0.1), 11, pgd, 10).holds()).isFalse();
    assertThat(rung("more-steps", attack("pgd-few-steps", "fgsm", 0.1), 50, pgd, 48).holds()).isTrue();
    assertThat(rung("more-steps", attack("pgd-few-steps", "fgsm", 0.1), 50, pgd, 47).holds()).isFalse();
    assertThat(rung("black-box", attack("square", "square", 0.1), 50, pgd, 50).holds()).isTrue();
    assertThat(rung("black-box", attack("square", "square", 0.1), 52, pgd, 51).examples()).isEqualTo(1);
    assertThat(rung("black-box", attack("square", "square", 0.1), 52, pgd, 51).holds()).isFalse();
  }

  @Test
  void aBlackBoxThatFinishesACascadeIsSeenToo() {
    NamedAttack cascade = attack("autoattack", "autoattack", 0.1);
    List<ExampleRow> rows = new ArrayList<>();
    rows(rows, cascade, 0, 40, null, 3);
    assertThat(rung(figures(rows, cascade), "black-box").examples()).isEqualTo(40);
    List<ExampleRow> gradients = new ArrayList<>();
    rows(gradients, cascade, 0, 40, null, 1);
    assertThat(rung(figures(gradients, cascade), "black-box").holds()).isTrue();
  }

  @Test
  void oneStepIsCalledAWeakAttack() {
    NamedAttack fgsm = attack("fgsm", "fgsm", 0.1);
    List<ExampleRow> rows = new ArrayList<>();
    rows(rows, fgsm, 0, 20, null, -1);
    Figures f = figures(rows, fgsm);
    assertThat(f.flags()).extracting(Figures.Flag::id).containsExactly("weak-attacks");
    assertThat(f.verdict()).startsWith("At most 90.0 % (95 % interval 85.0–93.8) of 200 examples are robust at ε = 0.1 in linf; do not quote it")
        .endsWith("weak-attacks.");
  }

  @Test
  void optimalityIsTheShareOfTheAreaThatAllAttacksTakeTogether() {
    double[] near = new double[N];
    double[] far = new double[N];
    java.util.Arrays.setAll(near, i -> (i + 1) / 200.0);
    java.util.Arrays.setAll(far, i -> i == 0 ? 0.001 : Math.min(1, 2 * near[i]));
    NamedAttack good = attack("fmn", "fmn", 1);
    NamedAttack poor = attack("deepfool", "deepfool", 1);
    List<ExampleRow> rows = new ArrayList<>();
    rows(rows, good, 0, N, near, -1);
    rows(rows, poor, 0, N, far, -1);
    double best = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < N; i++) {
      best += 1 - Math.min(near[i], far[i]);
      first += 1 - near[i];
      second += 1 - far[i];
    }
    Figures f = figures(rows, good, poor);
    assertThat(f.optimality().get(0).value()).isCloseTo(first / best, within(1e-12)).isLessThan(1);
    assertThat(f.optimality().get(1).value()).isCloseTo(second / best, within(1e-12));
    assertThat(f.attacks().get(0).curve()).hasSize(33);
    assertThat(f.attacks().get(0).curve().get(16)).isEqualTo(new Figures.Point(0.5, 100));
    assertThat(f.attacks().get(0).medianDistance()).isEqualTo((100 / 200.0 + 101 / 200.0) / 2);
  }

  @Test
  void testsAndSpreadsAreExact() {
    assertThat(McNemar.of(1, 5).p()).isCloseTo(2 * 7 / 64.0, within(1e-15));
    assertThat(McNemar.of(10, 0).p()).isCloseTo(2 / 1024.0, within(1e-15));
    assertThat(McNemar.of(4, 4).p()).isEqualTo(1);
    assertThat(McNemar.of(0, 0).p()).isEqualTo(1);
    Spread s = Spread.of(new double[] {0.2, 0.4, 0.6});
    assertThat(s.mean()).isCloseTo(0.4, within(1e-15));
    assertThat(s.deviation()).isCloseTo(0.2, within(1e-15));
    assertThat(s.least()).isEqualTo(0.2);
    assertThat(s.most()).isEqualTo(0.6);
  }

  private JsonNode evaluated(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of("evaluate", "--data", "strokes", "--out", out.toString()));
    args.addAll(List.of(options));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Command.run("check", out.toString()).status()).isZero();
    return Trees.parse(Files.readString(out.resolve("results.json")), "results");
  }

  @Test
  void theEmbeddedNetworkStandsOnEveryRung() throws IOException {
    JsonNode r = evaluated("ladder", "--model", "strokes-standard", "--examples", "60", "--eps", "0.1", "--attack", "pgd,fmn,deepfool", "--referee");
    assertThat(r.path("ladder").size()).isEqualTo(6);
    r.path("ladder").forEach(rung -> assertThat(rung.path("holds").asBoolean()).as(rung.toString()).isTrue());
    assertThat(r.path("flags").size()).isZero();
    assertThat(r.path("optimality").size()).isEqualTo(2);
    assertThat(r.path("verdict").asString()).contains("all 6 rungs of the sanity ladder hold");
    assertThat(r.path("attacks").get(1).path("curve").size()).isEqualTo(33);
    assertThat(Files.readString(folder.resolve("ladder").resolve("report.html"))).contains("sanity ladder").contains("optimality");
  }

  @Test
  void aBudgetIsObeyedAndSaid() throws IOException {
    JsonNode r = evaluated("budget", "--model", "strokes-standard", "--examples", "40", "--eps", "0.1", "--attack", "autoattack,fab", "--budget",
        "forward=30,backward=20");
    assertThat(r.path("verdict").asString()).contains("within the budget");
    for (String line : Files.readAllLines(folder.resolve("budget").resolve("examples.csv")).subList(1, 81)) {
      String[] f = line.split(",", -1);
      assertThat(Long.parseLong(f[8])).isLessThanOrEqualTo(30);
      assertThat(Long.parseLong(f[9])).isLessThanOrEqualTo(20);
      assertThat(f[5]).isIn("fooled", "out-of-budget");
    }
    evaluated("nothing", "--model", "strokes-standard", "--examples", "4", "--eps", "0.1", "--attack", "pgd", "--budget", "forward=0");
    assertThat(Files.readString(folder.resolve("nothing").resolve("examples.csv"))).contains(",not-started,");
  }

  @Test
  void seedsHaveASpreadAndNetworksATest() throws IOException {
    JsonNode seeds = evaluated("seeds", "--model", "strokes-standard", "--examples", "40", "--eps", "0.1", "--attack", "pgd", "--seed", "0,1,2");
    assertThat(seeds.path("evaluations").propertyNames()).containsExactly("strokes-standard-seed-0", "strokes-standard-seed-1",
        "strokes-standard-seed-2");
    JsonNode worst = seeds.path("seeds").get(1);
    assertThat(worst.path("least").asDouble()).isLessThanOrEqualTo(worst.path("mean").asDouble() + 1e-9).isGreaterThanOrEqualTo(worst.path("everywhere").asInt() / 40.0);
    JsonNode two = evaluated("two", "--examples", "40", "--eps", "0.2", "--attack", "pgd");
    assertThat(two.path("mcnemar").get(0).path("secondOnly").asInt()).isGreaterThan(30);
    assertThat(two.path("mcnemar").get(0).path("p").asDouble()).isLessThan(1e-6);
    assertThat(two.path("transfer").size()).isEqualTo(2);
    assertThat(two.path("transfer").get(0).path("alone").asInt()).isZero();
  }

  /** Dense, perhaps a saturating layer and another dense one, and what comes last. */
  private Path network(String name, float size, boolean saturated, Operator last) throws IOException {
    Graph.Builder b = Graph.of(1, 28, 28);
    Random random = new Random(5);
    int v = b.add("flatten", new Reshape(List.of(784)), 0);
    v = b.add("dense", new Dense(), v, b.parameter("w", new int[] {784, 10}, weights(random, 7840, size)));
    if (saturated) {
      v = b.add("tanh", new Tanh(), v);
      v = b.add("out", new Dense(), v, b.parameter("v", new int[] {10, 10}, weights(random, 100, 1)));
    }
    Path file = folder.resolve(name + ".onnx");
    OnnxWriter.write(b.build(last == null ? v : b.add("last", last, v)), file);
    return file;
  }

  private static float[] weights(Random random, int n, float size) {
    float[] w = new float[n];
    for (int i = 0; i < n; i++) {
      w[i] = size * (float) random.nextGaussian();
    }
    return w;
  }

  private static List<String> flags(JsonNode results) {
    List<String> ids = new ArrayList<>();
    results.path("flags").forEach(f -> ids.add(f.path("id").asString()));
    return ids;
  }

  @Test
  void aRandomModelWantsAttacksThatAverage() throws IOException {
    String[] noisy = {"--model", "strokes-standard", "--transform", "gaussian-noise: {sigma: 0.1}", "--examples", "10", "--eps", "0.1", "--attack"};
    assertThat(flags(evaluated("one-draw", with(noisy, "pgd")))).containsExactly("randomised");
    assertThat(flags(evaluated("means", with(noisy, "eot-pgd", "--set", "attack.eot-pgd.samples=4")))).isEmpty();
  }

  private static String[] with(String[] options, String... more) {
    return java.util.stream.Stream.of(options, more).flatMap(java.util.Arrays::stream).toArray(String[]::new);
  }

  @Test
  void theLadderOfATableCrossesCategories() throws IOException {
    Path table = Files.writeString(folder.resolve("table.csv"), "age,plan,left\n0.1,a,no\n0.9,b,yes\n0.2,a,no\n0.8,b,yes\n0.3,c,no\n0.7,c,yes\n");
    Path domain = Files.writeString(folder.resolve("table.yaml"), "table: {columns: [{numeric: {columns: [age], lower: 0, upper: 1}}, "
        + "{categorical: {columns: [plan]}}, {target: {columns: [left], classes: [\"no\", \"yes\"]}}]}");
    Command t = Command.run("train", "--defense", "standard", "--architecture", "linear", "--data", "csv:" + table, "--domain", domain.toString(), "--steps",
        "100", "--batch-size", "6", "--rate", "0.1", "--looks", "1", "--out", folder.resolve("linear").toString(), "--quiet");
    assertThat(t.status()).as(t.err()).isZero();
    Path out = folder.resolve("table-job");
    Command c = Command.run("evaluate", "--model", folder.resolve("linear/model.onnx").toString(), "--data", "csv:" + table, "--domain", domain.toString(),
        "--threat", "l1", "--eps", "2.5", "--attack", "tabular", "--referee", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("holds: an ε without bounds fools all").contains("ladder-tabular at ε = 3 in l1").doesNotContain("FAILS");
  }

  @Test
  void probabilitiesForLogitsAreNoticed() throws IOException {
    Path soft = network("soft", 0.1f, false, new Softmax(0));
    assertThat(flags(evaluated("soft-job", "--model", soft.toString(), "--examples", "100", "--eps", "0.05", "--attack", "pgd"))).contains("probabilities");
  }

  @Test
  void aModelThatHidesItsGradientIsCaughtByTheBlackBox() throws IOException {
    Path hidden = network("hidden", 1e5f, true, null);
    JsonNode r = evaluated("hidden-job", "--model", hidden.toString(), "--examples", "200", "--eps", "0.2", "--attack", "pgd", "--referee");
    assertThat(flags(r)).contains("zero-gradient", "black-box", "unbounded");
    assertThat(r.path("verdict").asString()).contains("do not quote it");
  }
}
