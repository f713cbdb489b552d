package dev.danskin.runtime.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What several evaluations of the same examples under the same attacks say together.
 *
 * @param pairs the first model against each other one, at each threat and size, with the first seed of both
 * @param seeds one model under several seeds: one line for each attack, one for the worst case
 */
public record Contrasts(List<Pair> pairs, List<Seeds> seeds) {

  /** One evaluation. */
  public record Entry(String name, String model, List<ExampleRow> rows, Figures figures) {}

  /** Two models in the worst case over all attacks of a threat and size. */
  public record Pair(String first, String second, String threat, double eps, McNemar test) {}

  /**
   * A model over seeds.
   *
   * @param attack empty for the worst case over all attacks
   * @param everywhere examples that are robust for every seed
   */
  public record Seeds(String model, String attack, String threat, double eps, Spread spread, int everywhere) {}

  /** Of evaluations that have the same attacks. */
  public static Contrasts of(List<Entry> entries) {
    Map<String, List<Entry>> models = new LinkedHashMap<>();
    entries.forEach(e -> models.computeIfAbsent(e.model(), m -> new ArrayList<>()).add(e));
    List<Pair> pairs = new ArrayList<>();
    List<Seeds> seeds = new ArrayList<>();
    Entry first = entries.get(0);
    models.values().stream().map(same -> same.get(0)).filter(e -> e != first).forEach(e -> pair(first, e, pairs));
    models.values().stream().filter(same -> same.size() > 1).forEach(same -> spread(same, seeds));
    return new Contrasts(pairs, seeds);
  }

  private static List<NamedAttack> at(Entry entry, Figures.WorstCase size) {
    return entry.figures().attacks().stream().map(Figures.Line::attack)
        .filter(a -> Figures.threat(a).equals(size.threat()) && a.eps() == size.eps()).toList();
  }

  private static void pair(Entry first, Entry second, List<Pair> pairs) {
    for (Figures.WorstCase w : first.figures().asked()) {
      pairs.add(new Pair(first.name(), second.name(), w.threat(), w.eps(), McNemar.of(first.rows(), second.rows(), at(first, w))));
    }
  }

  private static void spread(List<Entry> same, List<Seeds> seeds) {
    Entry first = same.get(0);
    for (Figures.Line l : first.figures().attacks()) {
      if (!l.attack().ladder()) {
        seeds.add(line(same, l.attack().name(), Figures.threat(l.attack()), l.attack().eps(), List.of(l.attack())));
      }
    }
    first.figures().asked().forEach(w -> seeds.add(line(same, "", w.threat(), w.eps(), at(first, w))));
  }

  private static Seeds line(List<Entry> same, String attack, String threat, double eps, List<NamedAttack> attacks) {
    double[] accuracies = new double[same.size()];
    Map<Long, Boolean> everywhere = new HashMap<>();
    for (int s = 0; s < accuracies.length; s++) {
      Set<Long> all = new HashSet<>();
      Set<Long> fallen = new HashSet<>();
      for (ExampleRow r : same.get(s).rows()) {
        if (attacks.stream().anyMatch(a -> a.made(r))) {
          all.add(r.id());
          if (!r.status().robust()) {
            fallen.add(r.id());
          }
        }
      }
      accuracies[s] = (double) (all.size() - fallen.size()) / all.size();
      all.forEach(id -> everywhere.merge(id, !fallen.contains(id), Boolean::logicalAnd));
    }
    return new Seeds(same.get(0).model(), attack, threat, eps, Spread.of(accuracies), (int) everywhere.values().stream().filter(x -> x).count());
  }

  /** Adds what there is to a comparison's {@code results.json}. */
  public void into(ObjectNode tree) {
    ArrayNode tests = tree.putArray("mcnemar");
    pairs.forEach(p -> tests.addObject().put("first", p.first()).put("second", p.second()).put("threat", p.threat()).put("eps", p.eps())
        .put("firstOnly", p.test().firstOnly()).put("secondOnly", p.test().secondOnly()).put("p", p.test().p()));
    ArrayNode spreads = tree.putArray("seeds");
    seeds.forEach(s -> spreads.addObject().put("model", s.model()).put("attack", s.attack()).put("threat", s.threat()).put("eps", s.eps())
        .put("mean", s.spread().mean()).put("deviation", s.spread().deviation()).put("least", s.spread().least()).put("most", s.spread().most())
        .put("everywhere", s.everywhere()));
  }
}
