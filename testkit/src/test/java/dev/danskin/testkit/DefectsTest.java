package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.danskin.testkit.defects.Planted;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every law of every contract rejects a component that breaks it, and says so under its own number. */
class DefectsTest {
  private static final Path PAGE = Path.of("..", "docs", "conformance.md");

  /** A planted defect: a class that extends a contract. */
  record Defect(Class<?> type, Planted planted) {
    Set<String> expected() {
      Set<String> laws = new TreeSet<>(Arrays.asList(planted.also()));
      laws.add(planted.breaks());
      return laws;
    }

    @Override
    public String toString() {
      return planted.breaks() + " " + type.getSimpleName();
    }
  }

  static List<Defect> defects() {
    return Conformance.classes(Contract.class).stream().filter(c -> c.isAnnotationPresent(Planted.class))
        .map(c -> new Defect(c, c.getAnnotation(Planted.class))).sorted(Comparator.comparing(Defect::toString)).toList();
  }

  static List<Class<?>> contracts() {
    return Conformance.classes(Contract.class).stream()
        .filter(c -> c.getPackage() == Contract.class.getPackage() && Contract.class.isAssignableFrom(c) && c != Contract.class).toList();
  }

  /** The laws whose tests failed; a law that was skipped is not among them. */
  private static Set<String> broken(Class<?> type) {
    Set<String> laws = new TreeSet<>();
    LauncherFactory.create().execute(request().selectors(selectClass(type)).build(), new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
          laws.add(test.getDisplayName().replaceAll("^[a-z]+_([a-z]+\\d\\d)_.*$", "$1"));
        }
      }
    });
    return laws;
  }

  @ParameterizedTest
  @MethodSource("defects")
  void everyDefectBreaksItsLawAndThoseListed(Defect defect) {
    assertThat(broken(defect.type)).as(defect.planted.how()).isEqualTo(defect.expected());
  }

  @Test
  void everyLawHasADefectAndEachDefectALawOfItsOwn() {
    List<String> laws = contracts().stream().flatMap(c -> Law.of(c).stream()).map(Law::id).toList();
    assertThat(laws).hasSizeGreaterThan(90).doesNotHaveDuplicates();
    assertThat(defects()).extracting(d -> d.planted.breaks()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(laws);
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
  void theTableOfLawsIsGenerated() {
    StringBuilder table = new StringBuilder("| contract | law | category | what holds |\n| --- | --- | --- | --- |\n");
    for (Class<?> contract : contracts()) {
      Law.of(contract).forEach(law -> table.append("| `").append(contract.getSimpleName()).append("` | ").append(law.id()).append(" | ")
          .append(law.category()).append(" | ").append(law.words()).append(" |\n"));
    }
    new GeneratedSection(PAGE, "laws").is(table.toString());
  }

  @Test
  void theTableOfDefectsIsGenerated(TestReporter report) {
    StringBuilder table = new StringBuilder("| law | planted defect | it | also breaks |\n| --- | --- | --- | --- |\n");
    for (Defect d : defects()) {
      Set<String> others = d.expected();
      others.remove(d.planted.breaks());
      table.append("| ").append(d.planted.breaks()).append(" | `").append(d.type.getEnclosingClass().getSimpleName()).append('.')
          .append(d.type.getSimpleName()).append("` | ").append(d.planted.how()).append(" | ").append(String.join(", ", others))
          .append(" |\n");
    }
    report.publishEntry("planted defects", table.toString());
    new GeneratedSection(PAGE, "defects").is(table.toString());
  }
}
