package dev.danskin.cli.report;

import dev.danskin.api.Dataset;
import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Interval;
import dev.danskin.runtime.evaluation.Parts;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import java.util.List;
import java.util.Locale;

/** The page that people read. */
public final class Report {
  private final Request request;
  private final Subject subject;
  private final Figures figures;
  private final Folder.Content content;
  private final Dataset data;
  private final Composer composer;

  public Report(Request request, Subject subject, Figures figures, Folder.Content content, Dataset data, Composer composer) {
    this.request = request;
    this.subject = subject;
    this.figures = figures;
    this.content = content;
    this.data = data;
    this.composer = composer;
  }

  /** The whole page. */
  public String html() {
    StringBuilder s = new StringBuilder(Html.head("Robustness of " + request.model()));
    heading(s);
    table(s);
    figures.attacks().stream().map(l -> Figures.threat(l.attack())).distinct().forEach(t -> s.append("<h2>Accuracy against ε, ")
        .append(t).append("</h2><div class=\"chart\">").append(Curve.of(figures, t)).append("</div>"));
    parts(s);
    referee(s);
    s.append(new Gallery(content, data).html());
    Falls falls = new Falls(figures, content.rows());
    s.append(falls.firsts()).append(falls.byClass(data.classes()));
    provenance(s);
    return s.append("</main></body></html>\n").toString();
  }

  private void heading(StringBuilder s) {
    int n = figures.examples();
    s.append("<header><p class=\"kind\">Danskin evaluation</p><h1>").append(Html.text(request.subject())).append("</h1><p class=\"verdict\">")
        .append(Html.text(figures.verdict())).append(String.format(Locale.ROOT, "</p><p>%s %% of the %d examples of %s are classified right as "
            + "they are. Attacks bound robustness from above: a stronger attack may find more.</p></header>", percent(figures.correct(), n), n,
            Html.text(request.data())));
  }

  private static String percent(int hits, int n) {
    return String.format(Locale.ROOT, "%.1f", 100.0 * hits / n);
  }

  private void table(StringBuilder s) {
    s.append("<h2>Figures</h2><div class=\"wide\"><table><thead><tr><th>attack</th><th>threat</th><th>ε</th><th class=\"n\">robust</th>"
        + "<th class=\"n\">accuracy</th><th class=\"n\">95 % interval</th><th class=\"n\">median ‖δ‖</th><th class=\"n\">forward</th>"
        + "<th class=\"n\">backward</th></tr></thead><tbody>");
    row(s, "clean", "", "", figures.correct(), "", "", "");
    int n = figures.examples();
    for (Figures.Line l : figures.attacks().stream().filter(l -> !l.attack().ladder()).toList()) {
      row(s, l.attack().name(), Figures.threat(l.attack()), Numbers.shown(l.attack().eps()), l.robust(), Numbers.shown(l.medianDistance()),
          Numbers.shown((double) l.forward() / n), Numbers.shown((double) l.backward() / n));
    }
    figures.asked().forEach(w -> row(s, "worst case", w.threat(), Numbers.shown(w.eps()), w.robust(), "", "", ""));
    s.append("</tbody></table></div><p class=\"note\">Intervals are Clopper-Pearson. Passes are per example; clean mistakes count as not "
        + "robust and cost nothing. Distances count 0 for clean mistakes.</p>");
  }


  private void row(StringBuilder s, String attack, String threat, String eps, int robust, String median, String forward, String backward) {
    int n = figures.examples();
    Interval i = Interval.of(robust, n);
    s.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%d / %d</td><td class=\"n\">%s %%</td>"
        + "<td class=\"n\">%.1f – %.1f</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>", Html.text(attack),
        threat, eps, robust, n, percent(robust, n), 100 * i.low(), 100 * i.high(), median, forward, backward));
  }

  private void parts(StringBuilder s) {
    List<Figures.Line> ensembles = figures.attacks().stream().filter(l -> !l.fooledBy().isEmpty()).toList();
    if (ensembles.isEmpty()) {
      return;
    }
    s.append("<h2>Which part fooled</h2><div class=\"wide\"><table><thead><tr><th>attack</th><th>threat</th><th>ε</th><th>part</th>"
        + "<th class=\"n\">examples</th></tr></thead><tbody>");
    for (Figures.Line l : ensembles) {
      List<String> names = Parts.names(l.attack().attack(), composer);
      for (int i = 0; i < names.size(); i++) {
        s.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%d</td></tr>", Html.text(l.attack().name()),
            Figures.threat(l.attack()), Numbers.shown(l.attack().eps()), Html.text(names.get(i)), l.fooledBy().get(i)));
      }
    }
    s.append("</tbody></table></div><p class=\"note\">Each part sees the examples that the parts before it did not fool.</p>");
  }

  private void referee(StringBuilder s) {
    s.append("<h2>What a referee says</h2>");
    if (figures.flags().isEmpty()) {
      s.append("<p>Nothing was flagged.</p>");
    } else {
      s.append("<ul class=\"flags\">");
      figures.flags().forEach(f -> s.append("<li><strong>").append(f.id()).append("</strong>, ").append(f.examples())
          .append(" examples. ").append(Html.text(f.advice())).append("</li>"));
      s.append("</ul>");
    }
    if (!figures.ladder().isEmpty()) {
      s.append("<div class=\"wide\"><table class=\"ladder\"><thead><tr><th>sanity ladder</th><th></th><th>seen</th></tr></thead><tbody>");
      figures.ladder().forEach(r -> s.append("<tr><td>").append(Html.text(r.claim())).append("</td><td>").append(r.holds() ? "holds" : "<strong>fails</strong>")
          .append("</td><td>").append(Html.text(r.found())).append("</td></tr>"));
      s.append("</tbody></table></div>");
    }
    if (!figures.optimality().isEmpty()) {
      s.append("<div class=\"wide\"><table><thead><tr><th>attack</th><th>threat</th><th class=\"n\">optimality</th></tr></thead><tbody>");
      figures.optimality().forEach(o -> s.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%s</td><td class=\"n\">%.3f</td></tr>",
          Html.text(o.attack()), o.threat(), o.value())));
      s.append("</tbody></table></div><p class=\"note\">Optimality: the area that an attack takes from clean accuracy over all ε, as a share of what all "
          + "attacks together take; 1 is nowhere beaten.</p>");
    }
  }

  private void provenance(StringBuilder s) {
    s.append("<h2>Provenance</h2><div class=\"wide\"><table class=\"facts\">");
    fact(s, "Danskin", subject.version());
    fact(s, "seed", Long.toString(request.seed()));
    fact(s, "arithmetic", subject.arithmetic());
    fact(s, "model", request.subject() + ", input " + request.input() + ", " + subject.parameters() + " parameters");
    fact(s, "model SHA-256", subject.modelDigest());
    fact(s, "data", request.data());
    fact(s, "data SHA-256", subject.dataDigest());
    s.append("</table></div><p class=\"note\"><code>danskin check</code> re-evaluates the stored examples; "
        + "<code>danskin evaluate --config config.yaml</code> repeats the evaluation.</p>");
  }

  private static void fact(StringBuilder s, String key, String value) {
    s.append("<tr><th>").append(key).append("</th><td>").append(Html.text(value)).append("</td></tr>");
  }
}
