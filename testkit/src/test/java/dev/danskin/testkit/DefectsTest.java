package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.testkit.defects.Defect;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every law of every contract rejects a component that breaks it, and says so under its own number. */
class DefectsTest {
  private static final Path PAGE = Path.of("..", "docs", "conformance.md");

  static List<Defect> defects() {
    return Defect.in(Contract.class);
  }

  static List<Class<?>> contracts() {
    return Conformance.classes(Contract.class).stream()
        .filter(c -> c.getPackage() == Contract.class.getPackage() && Contract.class.isAssignableFrom(c) && c != Contract.class).toList();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void everyDefectBreaksItsLawAndThoseListed(Defect defect) {
    assertThat(defect.broken()).as(defect.planted().how()).isEqualTo(defect.expected());
  }

  @Test
  void everyLawHasADefectAndEachDefectALawOfItsOwn() {
    List<String> laws = contracts().stream().flatMap(c -> Law.of(c).stream()).map(Law::id).toList();
    assertThat(laws).hasSizeGreaterThan(90).doesNotHaveDuplicates();
    assertThat(defects()).extracting(d -> d.planted().breaks()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(laws);
  }

  /** What runs for a sound component runs for a defect: all laws, none skipped but those that are declared. */
  @Test
  void contractsHaveLawsOnly() {
    for (Class<?> contract : contracts()) {
      assertThat(Arrays.stream(contract.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(Test.class)))
          .as(contract.getSimpleName()).isNotEmpty().allMatch(m -> Law.of(m).isPresent());
    }
  }

  @Test
  void theTablesAreGenerated(TestReporter report) {
    report.publishEntry("planted defects", Defect.table(defects()));
    new GeneratedSection(PAGE, "laws").is(Defect.laws(contracts()));
    new GeneratedSection(PAGE, "defects").is(Defect.table(defects()));
  }
}
