package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables of who fell: class by class, and for each example the smallest size and the first attack that fooled it. */
final class Falls {
  private final Figures figures;
  private final List<ExampleRow> rows;

  Falls(Figures figures, List<ExampleRow> rows) {
    this.figures = figures;
    this.rows = rows;
  }

  /** The ids that some attack of a threat model and size fooled, or that are wrong anyway. */
  private Set<Long> fallen(Figures.WorstCase at) {
    Set<String> attacks = new HashSet<>();
    figures.attacks().stream().filter(l -> Figures.threat(l.attack()).equals(at.threat())).forEach(l -> attacks.add(l.attack().name()));
    Set<Long> fallen = new HashSet<>();
    rows.stream().filter(r -> r.eps() == at.eps() && attacks.contains(r.attack()) && !r.status().robust()).forEach(r -> fallen.add(r.id()));
    return fallen;
  }

  /** Right when clean and under the worst of all attacks, for each class. */
  String byClass(List<String> names) {
    Map<Integer, Set<Long>> members = new TreeMap<>();
    Set<Long> wrong = new HashSet<>();
    for (ExampleRow r : rows) {
      members.computeIfAbsent(r.label(), k -> new HashSet<>()).add(r.id());
      if (r.status() == Status.MISCLASSIFIED) {
        wrong.add(r.id());
      }
    }
    StringBuilder s = new StringBuilder("<h2>Class by class</h2><div class=\"wide\"><table><thead><tr><th>class</th><th class=\"n\">examples</th>"
        + "<th class=\"n\">clean</th>");
    figures.asked().forEach(w -> s.append("<th class=\"n\">").append(w.threat()).append(' ').append(Numbers.shown(w.eps())).append("</th>"));
    s.append("</tr></thead><tbody>");
    List<Set<Long>> fallen = figures.asked().stream().map(this::fallen).toList();
    members.forEach((label, ids) -> {
      s.append("<tr><td>").append(Html.text(names.get(label))).append("</td><td class=\"n\">").append(ids.size()).append("</td>");
      cell(s, ids, wrong);
      fallen.forEach(f -> cell(s, ids, f));
      s.append("</tr>");
    });
    return s.append("</tbody></table></div><p class=\"note\">Right as they are, then under the worst of all attacks of each size.</p>").toString();
  }

  private static void cell(StringBuilder s, Set<Long> members, Set<Long> lost) {
    long right = members.stream().filter(id -> !lost.contains(id)).count();
    s.append(String.format(Locale.ROOT, "<td class=\"n\">%.0f %%</td>", 100.0 * right / members.size()));
  }

  /** For each example the smallest size at which it fell and, in the order they were tried, the first attack that did it. */
  String firsts() {
    StringBuilder s = new StringBuilder("<h2>Where examples first fell</h2><div class=\"wide\"><table><thead><tr><th>threat</th><th>ε</th>"
        + "<th>first attack</th><th class=\"n\">examples</th></tr></thead><tbody>");
    Map<String, Set<Long>> down = new TreeMap<>();
    List<Figures.Line> bySize = figures.attacks().stream().filter(l -> !l.attack().ladder())
        .sorted(java.util.Comparator.comparing((Figures.Line l) -> Figures.threat(l.attack())).thenComparingDouble(l -> l.attack().eps())).toList();
    for (Figures.Line l : bySize) {
      String threat = Figures.threat(l.attack());
      Set<Long> before = down.computeIfAbsent(threat, t -> new HashSet<>());
      long now = rows.stream().filter(r -> r.attack().equals(l.attack().name()) && r.eps() == l.attack().eps() && r.status() == Status.FOOLED)
          .filter(r -> before.add(r.id())).count();
      s.append("<tr><td>").append(threat).append("</td><td>").append(Numbers.shown(l.attack().eps())).append("</td><td>")
          .append(Html.text(l.attack().name())).append("</td><td class=\"n\">").append(now).append("</td></tr>");
    }
    return s.append("</tbody></table></div><p class=\"note\">Each example counts once for each threat model.</p>").toString();
  }
}
