package dev.danskin.testkit;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * What the contracts of all kinds share. A law is a test method with a number, see {@link Law}. A component to which an optional law
 * does not apply declares it with a reason in {@link #optOuts}; the law is then reported as skipped, with that reason.
 */
public abstract class Contract {
  /** The component on trial; of a family of components one of them. */
  protected abstract Object subject();

  /**
   * The laws that do not apply: id, such as {@code attack06}, to the reason. Whoever overrides this adds to what the contract itself
   * declares, see {@link #and}.
   */
  protected Map<String, String> optOuts() {
    return Map.of();
  }

  /** The given opt-outs and one more. */
  protected static Map<String, String> and(Map<String, String> declared, String law, String reason) {
    Map<String, String> all = new java.util.TreeMap<>(declared);
    all.put(law, reason);
    return all;
  }

  /** Skips a law that is declared not to apply, and refuses to let a required one be declined. */
  @BeforeEach
  final void skipWhatIsDeclined(TestInfo test) {
    Map<String, String> declined = optOuts();
    if (declined.isEmpty()) {
      return;
    }
    List<String> optional = Law.of(getClass()).stream().filter(Law::mayBeDeclined).map(Law::id).toList();
    for (String law : declined.keySet()) {
      if (!optional.contains(law)) {
        throw new AssertionError("expected opt-outs of optional laws only, " + optional + ", found '" + law + "'; meet the law instead");
      }
    }
    String reason = test.getTestMethod().flatMap(Law::of).map(law -> declined.get(law.id())).orElse(null);
    if (reason != null) {
      Assumptions.abort("declared: " + reason);
    }
  }
}
