package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.Event;
import dev.danskin.api.RunContext;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Evaluation;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.plugin.PluginOptions;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One folder with all plugins, good and broken: what is broken is told, and everything else works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginsTest {
  private Path good;
  private Path folder;
  /** Milliseconds. */
  private static final long PATIENCE = 1500;
  private final BrokenPlugins broken = new BrokenPlugins();
  private Plugins plugins;

  @BeforeAll
  void build(@TempDir Path fresh) throws IOException {
    good = Files.createDirectory(fresh.resolve("good"));
    folder = Files.createDirectory(fresh.resolve("all"));
    GoodPlugins.write(good, folder, broken);
    plugins = Plugins.load(PluginOptions.of(folder).within(Duration.ofMillis(PATIENCE)));
  }

  private PluginReport report(String jar) {
    return plugins.reports().stream().filter(r -> r.source().equals(jar + ".jar")).findFirst().orElseThrow();
  }

  @TestFactory
  List<DynamicTest> eachIsToldWithPhaseAndCause() {
    assertThat(broken.cases().size()).isGreaterThanOrEqualTo(30);
    return broken.cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
      PluginReport r = report(c.name());
      assertThat(r.status()).as(r.sentence()).isEqualTo(PluginReport.Status.BROKEN);
      assertThat(r.failure().orElseThrow().phase()).as(r.sentence()).hasToString(c.phase());
      assertThat(r.sentence()).contains(c.words()).doesNotContain("\n").hasSizeLessThan(700);
      assertThat(r.failure().orElseThrow().remedy()).isNotEmpty();
      assertThat(plugins.registry().kinds()).allSatisfy(kind -> assertThat(plugins.registry().of(kind).values())
          .noneMatch(e -> e.owner().source().equals(c.name() + ".jar")));
    })).toList();
  }

  @Test
  void everythingElseIsThere() {
    assertThat(plugins.reports().stream().filter(r -> r.status() == PluginReport.Status.HEALTHY).map(PluginReport::id).distinct())
        .containsExactlyInAnyOrder("danskin", "good", "other", "wired", "flooding", "talker", "crasher", "idler", "deaf", "picky", "liar", "outsider",
            "ragged", "fragile", "stuck", "model");
    assertThat(plugins.broken()).hasSize(broken.cases().size());
  }

  @Test
  void twoVersionsOfOneLibraryLiveSideBySide() {
    assertThat(report("good").offers()).contains("Goal lib-1");
    assertThat(report("other").offers()).contains("Goal lib-2");
  }

  @Test
  void aShortNameOfTwoOwnersIsAnErrorWhereItIsUsed() {
    Composer composer = new Composer(plugins.registry());
    Assertions.assertThatThrownBy(() -> composer.build(dev.danskin.api.Solver.class, Trees.parse("corners", "x"), "solver"))
        .isInstanceOf(RequestException.class)
        .hasMessage("solver: Solver 'corners' is offered by good (good.jar) and other (other.jar); write good:corners or other:corners");
    Object built = composer.build(dev.danskin.api.Solver.class, Trees.parse("{\"good:corners\": {steps: 7}}", "x"), "solver");
    JsonNode rendered = composer.render(dev.danskin.api.Solver.class, built);
    assertThat(rendered).hasToString("{\"good:corners\":{\"steps\":7}}");
    assertThat(composer.build(dev.danskin.api.Solver.class, rendered, "solver")).isEqualTo(built);
  }

  @Test
  void whatIsInjectedIsNoKey() {
    Composer composer = new Composer(plugins.registry());
    Object timed = composer.build(dev.danskin.api.Goal.class, Trees.parse("timed", "x"), "goal");
    assertThat(composer.render(dev.danskin.api.Goal.class, timed)).hasToString("{\"timed\":{\"shift\":1}}");
    Assertions.assertThatThrownBy(() -> composer.build(dev.danskin.api.Goal.class, Trees.parse("timed: {clerk: 1}", "x"), "goal"))
        .hasMessageContaining("goal.timed: no key 'clerk'").hasMessageContaining("wired:timed of wired.jar");
  }

  @Test
  void aComponentThatCannotBeBuiltIsToldWithItsOwner() {
    Composer composer = new Composer(plugins.registry());
    Assertions.assertThatThrownBy(() -> composer.build(dev.danskin.api.Goal.class, Trees.parse("fragile: {n: 1}", "x"), "goal"))
        .hasMessageContaining("goal.fragile: could not be built: java.lang.NullPointerException (fragile:fragile of fragile.jar)");
    Assertions.assertThatThrownBy(() -> composer.build(dev.danskin.api.Goal.class, Trees.parse("stuck: {n: 1}", "x"), "goal"))
        .hasMessageContaining("took longer than 1.5 s").hasMessageContaining("stuck.jar");
  }

  @Test
  void onlyJarsOnTheListAreLoaded() {
    String digest = report("good").sha256();
    Plugins some = Plugins.load(PluginOptions.of(folder).only(List.of(digest)));
    assertThat(some.reports().stream().filter(r -> !r.sha256().isEmpty() || r.source().endsWith(".jar"))
        .collect(Collectors.groupingBy(PluginReport::status, Collectors.counting())))
        .as("one is on the list, one is a folder and has no digest").containsOnly(Map.entry(PluginReport.Status.HEALTHY, 1L),
            Map.entry(PluginReport.Status.BROKEN, 1L), Map.entry(PluginReport.Status.NOT_ALLOWED,
                plugins.reports().stream().filter(r -> r.source().endsWith(".jar")).count() - 2));
  }

  private Command evaluate(Path out, String... more) {
    return evaluate(good, out, more);
  }

  private Command evaluate(Path jars, Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--backend", "jvm", "--plugins", jars.toString(), "--plugin-patience", "1.5",
        "--data", "strokes", "--threat", "linf", "--eps", "0.25", "--examples", "12", "--out", out.toString()));
    args.addAll(List.of(more));
    return Command.run(args.toArray(String[]::new));
  }

  private static Map<String, List<String>> statuses(Path out) throws IOException {
    return Files.readAllLines(out.resolve("examples.csv")).stream().skip(1).map(l -> l.split(",")).collect(Collectors.groupingBy(f -> f[3],
        Collectors.mapping(f -> f[5], Collectors.toList())));
  }

  @Test
  void oneRunWithAllOfThem(@TempDir Path out) throws IOException {
    Path job = out.resolve("a");
    Command c = evaluate(folder, job, "--model", "strokes-standard", "--batch", "5", "--attack", "pgd,good:corners,crasher,idler,picky,liar,outsider,ragged");
    assertThat(c.status()).as(c.err()).isEqualTo(1);
    assertThat(c.err().lines().filter(l -> l.startsWith("danskin: plugin ")).count()).isEqualTo(broken.cases().size());
    assertThat(c.err()).doesNotContain("\tat ").contains("example 3: attack picky failed: IllegalStateException: I do not like 3");
    Map<String, List<String>> statuses = statuses(job);
    assertThat(statuses.get("pgd")).contains("fooled").doesNotContain("failed");
    assertThat(statuses.get("good:corners")).contains("fooled").doesNotContain("failed");
    assertThat(statuses.get("crasher")).contains("failed");
    assertThat(statuses.get("idler")).containsOnly("failed");
    assertThat(statuses.get("liar")).containsOnly("failed");
    assertThat(statuses.get("outsider")).contains("failed").doesNotContain("fooled");
    assertThat(statuses.get("ragged")).containsOnly("failed");
    assertThat(statuses.get("picky").stream().filter(s -> s.equals("failed"))).hasSize(1);
    assertThat(statuses.get("picky").get(3)).isEqualTo("failed");
    assertThat(c.out()).contains("failed").contains("crasher, idler, liar, outsider, picky, ragged");
    assertThat(Files.readString(job.resolve("config.yaml"))).contains("require:").contains("- good").doesNotContain("- other");

    Path again = out.resolve("b");
    assertThat(evaluate(again, "--model", "strokes-standard", "--batch", "12", "--threads", "1", "--attack",
        "pgd,good:corners,crasher,idler,picky,liar,outsider,ragged").status()).isEqualTo(1);
    assertThat(again.resolve("examples.csv")).hasSameBinaryContentAs(job.resolve("examples.csv"));
  }

  /** A solver that catches everything and goes on for ever is left behind when the run is told to stop, and the others' work is kept. */
  @Test
  void aStopSignalThatIsSwallowedStopsTheRunAllTheSame(@TempDir Path out) throws IOException {
    Dataset data = Targets.data("strokes");
    List<NamedAttack> attacks = List.of(new NamedAttack("deaf", 0.25, new Presets(new Composer(plugins.registry())).build(
        dev.danskin.api.Attack.class, "attack", "deaf", Map.of("threat", "linf", "eps", "0.25"))));
    AtomicBoolean stop = new AtomicBoolean();
    RunContext run = new RunContext(0, "test", Budget.UNLIMITED, stop::get, e -> stop.set(e instanceof Event.Progress));
    try (Network f = Targets.open("strokes-standard", "unit", data).on(new JvmBackend(), data); Journal journal = Journal.open(out.resolve("journal"), "x")) {
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new Evaluation(f, data, attacks, 4, 1).run(new long[] {0, 1, 2}, journal, run));
      assertThat(journal.entries()).isEmpty();
    }
  }

  @Test
  void aModelWithoutGradientsIsAttackedByWhatNeedsNone(@TempDir Path out) throws IOException {
    Command refused = evaluate(out.resolve("a"), "--model", "ink", "--attack", "pgd");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("attack.pgd: the solver pgd needs gradients, which the model {\"ink\":{\"scale\":1.0}} does not offer"
        + " (it offers decisions and scores); these need no more: liar, noise, outsider, picky, ragged, square");
    Command shapes = evaluate(out.resolve("b"), "--model", "model:shapes", "--attack", "noise");
    assertThat(shapes.status()).isEqualTo(2);
    assertThat(shapes.err()).contains("model: expected inputs of 784 features, as the data have, found 3");
    Path config = Files.writeString(out.resolve("c.yaml"), "model: {ink: {scale: 2}}\nattack: {square: {solver: {square: {queries: 50}}}}\n");
    Command works = evaluate(out.resolve("c"), "--config", config.toString());
    assertThat(works.status()).as(works.err()).isZero();
    assertThat(statuses(out.resolve("c")).get("square")).hasSize(12);
    assertThat(Files.readString(out.resolve("c/config.yaml"))).contains("require:").contains("- model");
    Command mute = evaluate(out.resolve("d"), "--model", "mute", "--attack", "noise");
    assertThat(mute.status()).isEqualTo(1);
    assertThat(mute.err()).contains("danskin: the model failed (java.lang.IllegalStateException: no answer) when it was asked for examples 0 to ")
        .doesNotContain("internal error");
    assertThat(Command.run("check", out.resolve("c").toString(), "--plugins", good.toString()).out()).startsWith("holds");
  }

  @Test
  void aTrainingWhoseSolverThrowsEndsInOneSentence(@TempDir Path out) throws IOException {
    Command c = Command.run("train", "--plugins", good.toString(), "--backend", "jvm", "--defense", "standard", "--architecture", "linear", "--steps", "5",
        "--looks", "1", "--examples", "20", "--set", "defense.standard.outer={crasher: {}}", "--quiet", "--out", out.resolve("t").toString());
    assertThat(c.status()).as(c.err()).isEqualTo(1);
    assertThat(c.err()).contains("danskin: the training failed after ").doesNotContain("\tat ");
    assertThat(Files.readString(out.resolve("t/config.yaml"))).contains("- crasher");
    assertThat(out.resolve("t/model.onnx")).doesNotExist();
  }

  @Test
  void theCommandListsThemAll() {
    Command c = Command.run("plugins", "--plugins", folder.toString(), "--plugin-patience", "1.5", "--format", "json");
    assertThat(c.status()).isEqualTo(1);
    JsonNode list = Trees.parse(c.out(), "plugins");
    assertThat(list).hasSize(plugins.reports().size());
    assertThat(list.valueStream().map(n -> n.path("status").asString()).distinct()).containsOnly("healthy", "broken");
  }

  @Test
  void aRequiredPluginThatIsBrokenIsARefusal() {
    plugins.require(List.of("good", "wired"));
    Assertions.assertThatThrownBy(() -> plugins.require(List.of("halfway"))).isInstanceOf(RequestException.class)
        .hasMessageContaining("require: expected the plugin halfway").hasMessageContaining("lost it");
    Assertions.assertThatThrownBy(() -> plugins.require(List.of("acme"))).hasMessageContaining("require: expected the plugin acme");
  }
}
