package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.plugin.PluginOptions;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  @TempDir
  private Path folder;
  private final BrokenPlugins broken = new BrokenPlugins();
  private Plugins plugins;

  @BeforeAll
  void build() throws IOException {
    GoodPlugins.write(folder, broken.sources(), broken);
    plugins = Plugins.load(PluginOptions.of(folder).within(Duration.ofMillis(700)));
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
        .hasMessageContaining("took longer than 0.7 s").hasMessageContaining("stuck.jar");
  }

  @Test
  void onlyJarsOnTheListAreLoaded() {
    String digest = report("good").sha256();
    Plugins some = Plugins.load(PluginOptions.of(folder).only(List.of(digest)));
    assertThat(some.reports().stream().filter(r -> !r.sha256().isEmpty() || r.source().endsWith(".jar"))
        .collect(Collectors.groupingBy(PluginReport::status, Collectors.counting())))
        .containsOnly(Map.entry(PluginReport.Status.HEALTHY, 1L), Map.entry(PluginReport.Status.NOT_ALLOWED,
            plugins.reports().stream().filter(r -> r.source().endsWith(".jar")).count() - 1));
  }

  @Test
  void aRequiredPluginThatIsBrokenIsARefusal() {
    plugins.require(List.of("good", "wired"));
    Assertions.assertThatThrownBy(() -> plugins.require(List.of("halfway"))).isInstanceOf(RequestException.class)
        .hasMessageContaining("require: expected the plugin halfway").hasMessageContaining("lost it");
    Assertions.assertThatThrownBy(() -> plugins.require(List.of("acme"))).hasMessageContaining("require: expected the plugin acme");
  }
}
