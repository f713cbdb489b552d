package dev.danskin.runtime.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How near an attack comes to the best that is known (Cinà, Rony et al.: AttackBench, 2024). With ρ_a(ε) the accuracy under attack a, ρ* that
 * under the nearest mistake any attack found, and ε₀ where ρ* ends, (∫ (clean − ρ_a) dε) / (∫ (clean − ρ*) dε) over [0, ε₀], which is
 * Σ (ε₀ − d_a)⁺ / Σ (ε₀ − d*) over the examples that are right when clean: 1 for an attack that is nowhere beaten, 0 for one that finds nothing.
 *
 * @param attack its name
 * @param threat the norm
 * @param value in [0, 1]
 */
public record Optimality(String attack, String threat, double value) {
  /** Sizes from which an attack of one size at a time has a curve. */
  private static final int SIZES = 3;

  /** Of all attacks that have an accuracy for every ε, where there are others to compare with. */
  static List<Optimality> of(List<ExampleRow> rows, List<NamedAttack> attacks) {
    List<Optimality> all = new ArrayList<>();
    for (String threat : attacks.stream().map(Figures::threat).distinct().toList()) {
      List<NamedAttack> rivals = attacks.stream().filter(a -> Figures.threat(a).equals(threat)).toList();
      Map<String, Map<Long, Double>> reach = new HashMap<>();
      Set<String> measured = new LinkedHashSet<>();
      for (NamedAttack a : rivals) {
        List<ExampleRow> own = rows.stream().filter(a::made).toList();
        own.stream().filter(r -> r.status() != Status.MISCLASSIFIED)
            .forEach(r -> reach.computeIfAbsent(a.name(), k -> new HashMap<>()).merge(r.id(), r.reach(), Math::min));
        boolean curve = Figures.measured(own) || rivals.stream().filter(b -> b.name().equals(a.name())).count() >= SIZES;
        if (curve && !a.ladder()) {
          measured.add(a.name());
        }
      }
      if (reach.size() > 1) {
        compare(threat, reach, measured, all);
      }
    }
    return all;
  }

  private static void compare(String threat, Map<String, Map<Long, Double>> reach, Set<String> measured, List<Optimality> all) {
    Map<Long, Double> best = new HashMap<>();
    reach.values().forEach(m -> m.forEach((id, d) -> best.merge(id, d, Math::min)));
    double end = best.values().stream().filter(d -> !Double.isInfinite(d)).mapToDouble(d -> d).max().orElse(0);
    double area = area(best, end);
    for (String name : measured) {
      if (area > 0 && reach.containsKey(name)) {
        all.add(new Optimality(name, threat, area(reach.get(name), end) / area));
      }
    }
  }

  private static double area(Map<Long, Double> distances, double end) {
    return distances.entrySet().stream().sorted(Map.Entry.comparingByKey()).mapToDouble(e -> Math.max(0, end - e.getValue())).sum();
  }
}
