package dev.danskin.testkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.testkit.GeneratedSection;
import dev.danskin.testkit.Law;
import dev.danskin.testkit.defects.Defect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every law of plugins rejects a plugin that breaks it, and says so under its own number. */
class PluginDefectsTest {
  private static final Path PAGE = Path.of("..", "docs", "conformance.md");

  static List<Defect> defects() {
    return Defect.in(PluginContract.class);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void everyDefectBreaksItsLawAndThoseListed(Defect defect) {
    assertThat(defect.broken()).as(defect.planted().how()).isEqualTo(defect.expected());
  }

  @Test
  void everyLawHasADefect() {
    assertThat(defects()).extracting(d -> d.planted().breaks())
        .containsExactlyInAnyOrderElementsOf(Law.of(PluginContract.class).stream().map(Law::id).toList());
  }

  @Test
  void theTablesAreGenerated() {
    new GeneratedSection(PAGE, "laws of plugins").is(Defect.laws(List.of(PluginContract.class)));
    new GeneratedSection(PAGE, "defects of plugins").is(Defect.table(defects()));
  }
}
