package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.Contrasts;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The page that sets several networks side by side: verdict, accuracy against ε, figures; each has a page of its own. */
public final class ComparisonReport {
  private final List<String> names;
  private final List<Figures> figures;
  private final Contrasts contrasts;
  private final List<String> transfers;
  private final String data;

  /**
   * @param names the networks, which are also the folders of their own reports
   * @param figures theirs, of the same attacks in the same order
   * @param contrasts tests between networks, spread over seeds
   * @param transfers one sentence for each network whose adversarial examples were shown to another
   */
  public ComparisonReport(List<String> names, List<Figures> figures, Contrasts contrasts, List<String> transfers, String data) {
    this.names = List.copyOf(names);
    this.figures = List.copyOf(figures);
    this.contrasts = contrasts;
    this.transfers = List.copyOf(transfers);
    this.data = data;
  }

  /** The whole page. */
  public String html() {
    StringBuilder s = new StringBuilder(Html.head("Robustness of " + String.join(", ", names)));
    s.append("<header><p class=\"kind\">Danskin comparison</p><h1>").append(Html.text(String.join(" and ", names))).append("</h1><p class=\"verdict\">")
        .append(verdict()).append("</p><p>Attacks bound robustness from above: a stronger attack may find more.</p></header>");
    for (String threat : figures.get(0).worstCases().stream().map(Figures.WorstCase::threat).distinct().toList()) {
      s.append("<h2>Accuracy against ε, ").append(threat).append("</h2><div class=\"chart\">").append(curve(threat)).append("</div>")
          .append("<p class=\"note\">Under the worst of all attacks tried at each size.</p>");
    }
    table(s);
    pairs(s);
    seeds(s);
    if (!transfers.isEmpty()) {
      s.append("<h2>Transfer</h2><ul>");
      transfers.forEach(t -> s.append("<li>").append(Html.text(t)).append("</li>"));
      s.append("</ul>");
    }
    s.append("<h2>What a referee says</h2><ul>");
    for (int i = 0; i < names.size(); i++) {
      s.append("<li><strong>").append(Html.text(names.get(i))).append(".</strong> ").append(Html.text(figures.get(i).verdict())).append("</li>");
    }
    s.append("</ul><h2>Each network</h2><ul>");
    names.forEach(n -> s.append("<li><a href=\"").append(Html.text(n)).append("/report.html\">").append(Html.text(n)).append("</a></li>"));
    return s.append("</ul></main></body></html>\n").toString();
  }

  private static String percent(int hits, int n) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * hits / n);
  }

  /** At the largest size of the first threat model. */
  private String verdict() {
    List<Figures.WorstCase> cases = figures.get(0).asked();
    String threat = cases.get(0).threat();
    Figures.WorstCase largest = cases.stream().filter(w -> w.threat().equals(threat)).max(Comparator.comparingDouble(Figures.WorstCase::eps))
        .orElseThrow();
    int at = cases.indexOf(largest);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Figures f = figures.get(i);
      parts.add(Html.text(names.get(i)) + " is right on " + percent(f.correct(), f.examples()) + " as they are and on <strong>"
          + percent(f.asked().get(at).robust(), f.examples()) + "</strong>");
    }
    return String.format(Locale.ROOT, "Of %d examples of %s, %s under every attack tried at ε = %s in %s.", figures.get(0).examples(), Html.text(data),
        String.join("; ", parts), Numbers.shown(largest.eps()), threat);
  }

  private String curve(String threat) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Figures f = figures.get(i);
      List<Figures.WorstCase> cases = f.worstCases().stream().filter(w -> w.threat().equals(threat))
          .sorted(Comparator.comparingDouble(Figures.WorstCase::eps)).toList();
      double[] x = new double[cases.size() + 1];
      double[] y = new double[cases.size() + 1];
      double[][] intervals = new double[cases.size() + 1][];
      for (int k = 0; k <= cases.size(); k++) {
        int hits = k == 0 ? f.correct() : cases.get(k - 1).robust();
        Interval interval = Interval.of(hits, f.examples());
        x[k] = k == 0 ? 0 : cases.get(k - 1).eps();
        y[k] = (double) hits / f.examples();
        intervals[k] = new double[] {interval.low(), interval.high()};
      }
      lines.add(new Plot.Line(names.get(i), x, y, intervals));
    }
    return Plot.of(lines, "ε (" + threat + ")", 0, 1, true);
  }

  private void pairs(StringBuilder s) {
    if (contrasts.pairs().isEmpty()) {
      return;
    }
    s.append("<h2>Do the networks differ?</h2><div class=\"wide\"><table><thead><tr><th>threat</th><th>ε</th><th>networks</th>"
        + "<th class=\"n\">robust only first</th><th class=\"n\">only second</th><th class=\"n\">McNemar p</th></tr></thead><tbody>");
    contrasts.pairs().forEach(p -> s.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%s</td><td>%s, %s</td><td class=\"n\">%d</td>"
        + "<td class=\"n\">%d</td><td class=\"n\">%.2g</td></tr>", p.threat(), Numbers.shown(p.eps()), Html.text(p.first()), Html.text(p.second()),
        p.test().firstOnly(), p.test().secondOnly(), p.test().p())));
    s.append("</tbody></table></div><p class=\"note\">Exact test on the examples that only one of the two withstands in the worst case; "
        + "a small p says that the difference is not chance.</p>");
  }

  private void seeds(StringBuilder s) {
    if (contrasts.seeds().isEmpty()) {
      return;
    }
    s.append("<h2>Over seeds</h2><div class=\"wide\"><table><thead><tr><th>network</th><th>attack</th><th>threat</th><th>ε</th>"
        + "<th class=\"n\">mean</th><th class=\"n\">deviation</th><th class=\"n\">from – to</th><th class=\"n\">for every seed</th></tr></thead><tbody>");
    contrasts.seeds().forEach(l -> s.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%.2f %%</td>"
        + "<td class=\"n\">%.2f</td><td class=\"n\">%.1f – %.1f</td><td class=\"n\">%d</td></tr>", Html.text(l.model()),
        l.attack().isEmpty() ? "worst case" : Html.text(l.attack()), l.threat(), Numbers.shown(l.eps()), 100 * l.spread().mean(),
        100 * l.spread().deviation(), 100 * l.spread().least(), 100 * l.spread().most(), l.everywhere())));
    s.append("</tbody></table></div><p class=\"note\">Accuracy in percent, its standard deviation in points; last the examples that no seed fooled.</p>");
  }

  private void table(StringBuilder s) {
    s.append("<h2>Figures</h2><div class=\"wide\"><table><thead><tr><th>attack</th><th>threat</th><th>ε</th>");
    names.forEach(n -> s.append("<th class=\"n\">").append(Html.text(n)).append("</th><th class=\"n\">95 % interval</th>"));
    s.append("</tr></thead><tbody>");
    row(s, "clean", "", "", figures.stream().mapToInt(Figures::correct).toArray());
    for (int i = 0; i < figures.get(0).attacks().size(); i++) {
      int line = i;
      Figures.Line l = figures.get(0).attacks().get(i);
      if (!l.attack().ladder()) {
        row(s, l.attack().name(), Figures.threat(l.attack()), Numbers.shown(l.attack().eps()),
            figures.stream().mapToInt(f -> f.attacks().get(line).robust()).toArray());
      }
    }
    for (int i = 0; i < figures.get(0).asked().size(); i++) {
      int line = i;
      Figures.WorstCase w = figures.get(0).asked().get(i);
      row(s, "worst case", w.threat(), Numbers.shown(w.eps()), figures.stream().mapToInt(f -> f.asked().get(line).robust()).toArray());
    }
    s.append("</tbody></table></div><p class=\"note\">Intervals are Clopper-Pearson; clean mistakes count as not robust.</p>");
  }

  private void row(StringBuilder s, String attack, String threat, String eps, int[] hits) {
    s.append("<tr><td>").append(Html.text(attack)).append("</td><td>").append(threat).append("</td><td>").append(eps).append("</td>");
    for (int i = 0; i < hits.length; i++) {
      int n = figures.get(i).examples();
      Interval interval = Interval.of(hits[i], n);
      s.append(String.format(Locale.ROOT, "<td class=\"n\">%s</td><td class=\"n\">%.1f – %.1f</td>", percent(hits[i], n), 100 * interval.low(),
          100 * interval.high()));
    }
    s.append("</tr>");
  }
}
