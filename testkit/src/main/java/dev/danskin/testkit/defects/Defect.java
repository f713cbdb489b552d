package dev.danskin.testkit.defects;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.danskin.testkit.Conformance;
import dev.danskin.testkit.Law;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** A planted defect: a class that extends a contract, and which laws it must break. */
public record Defect(Class<?> type, Planted planted) {
  /** The defects in the same module as a class, by law. */
  public static List<Defect> in(Class<?> module) {
    return Conformance.classes(module).stream().filter(c -> c.isAnnotationPresent(Planted.class))
        .map(c -> new Defect(c, c.getAnnotation(Planted.class))).sorted(Comparator.comparing(Defect::toString)).toList();
  }

  /** The laws that it must break, and no others. */
  public Set<String> expected() {
    Set<String> laws = new TreeSet<>(Arrays.asList(planted.also()));
    laws.add(planted.breaks());
    return laws;
  }

  /** Runs its contract: the laws whose tests failed; one that was skipped is not among them. */
  public Set<String> broken() {
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

  /** The laws of contracts: a table in Markdown. */
  public static String laws(List<Class<?>> contracts) {
    StringBuilder table = new StringBuilder("| contract | law | category | what holds |\n| --- | --- | --- | --- |\n");
    for (Class<?> contract : contracts) {
      Law.of(contract).forEach(law -> table.append("| `").append(contract.getSimpleName()).append("` | ").append(law.id()).append(" | ")
          .append(law.category()).append(" | ").append(law.words()).append(" |\n"));
    }
    return table.toString();
  }

  /** The defects, what is wrong with them and what they break: a table in Markdown. */
  public static String table(List<Defect> defects) {
    StringBuilder table = new StringBuilder("| law | planted defect | it | also breaks |\n| --- | --- | --- | --- |\n");
    for (Defect d : defects) {
      Set<String> others = d.expected();
      others.remove(d.planted.breaks());
      table.append("| ").append(d.planted.breaks()).append(" | `").append(d.type.getEnclosingClass().getSimpleName()).append('.')
          .append(d.type.getSimpleName()).append("` | ").append(d.planted.how()).append(" | ").append(String.join(", ", others))
          .append(" |\n");
    }
    return table.toString();
  }

  @Override
  public String toString() {
    return planted.breaks() + " " + type.getSimpleName();
  }
}
