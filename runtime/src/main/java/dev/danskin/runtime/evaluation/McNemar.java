package dev.danskin.runtime.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two models differ on the same examples (McNemar 1947), exactly: of the b + c examples that are robust for one of them only, b are for
 * the first; if the models are equally robust, b is binomial with probability ½. p = min(1, 2 P(B ≤ min(b, c))).
 *
 * @param firstOnly b, robust for the first model only
 * @param secondOnly c, robust for the second only
 * @param p two-sided
 */
public record McNemar(int firstOnly, int secondOnly, double p) {
  /** The test for the worst case over attacks of one threat and size. */
  public static McNemar of(List<ExampleRow> first, List<ExampleRow> second, List<NamedAttack> attacks) {
    Map<Long, Boolean> a = robust(first, attacks);
    Map<Long, Boolean> b = robust(second, attacks);
    int onlyA = 0;
    int onlyB = 0;
    for (Map.Entry<Long, Boolean> e : a.entrySet()) {
      Boolean other = b.get(e.getKey());
      if (other != null && other != e.getValue()) {
        onlyA += e.getValue() ? 1 : 0;
        onlyB += other ? 1 : 0;
      }
    }
    return of(onlyA, onlyB);
  }

  /** The test for two counts, ≥ 0. */
  public static McNemar of(int firstOnly, int secondOnly) {
    int n = firstOnly + secondOnly;
    double p = n == 0 ? 1 : Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(firstOnly, secondOnly)));
    return new McNemar(firstOnly, secondOnly, p);
  }

  private static Map<Long, Boolean> robust(List<ExampleRow> rows, List<NamedAttack> attacks) {
    Map<Long, Boolean> robust = new HashMap<>();
    rows.stream().filter(r -> attacks.stream().anyMatch(a -> a.made(r))).forEach(r -> robust.merge(r.id(), r.status().robust(), Boolean::logicalAnd));
    return robust;
  }
}
