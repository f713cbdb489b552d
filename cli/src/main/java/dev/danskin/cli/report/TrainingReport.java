package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import dev.danskin.runtime.evaluation.Interval;
import dev.danskin.runtime.training.Look;
import dev.danskin.runtime.training.TrainingJob;
import dev.danskin.runtime.training.TrainingRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The page of a training: the verdict, accuracy and loss against steps, what was asked. */
public final class TrainingReport {
  private static final int POINTS = 240;
  private final TrainingRequest request;
  private final TrainingJob.Trained trained;
  private final JsonNode results;

  public TrainingReport(TrainingRequest request, TrainingJob.Trained trained, JsonNode results) {
    this.request = request;
    this.trained = trained;
    this.results = results;
  }

  /** The whole page. */
  public String html() {
    StringBuilder s = new StringBuilder(Html.head("Training of " + request.architecture()));
    Look last = trained.looks().get(trained.looks().size() - 1);
    s.append("<header><p class=\"kind\">Danskin training</p><h1>").append(Html.text(request.name() + ", " + request.architecture()))
        .append("</h1><p class=\"verdict\">").append(verdict(last)).append("</p></header>");
    s.append("<h2>Accuracy against steps</h2><div class=\"chart\">").append(accuracy()).append("</div>");
    s.append("<h2>Loss against steps</h2><div class=\"chart\">").append(loss()).append("</div>");
    s.append(table(trained.looks()));
    s.append("<h2>Provenance</h2><div class=\"wide\"><table class=\"facts\">");
    fact(s, "Danskin", results.path("danskin").asString());
    fact(s, "seed", Long.toString(request.seed()));
    fact(s, "arithmetic", results.path("environment").path("arithmetic").asString());
    fact(s, "data", request.data() + ", " + results.path("data").path("sha256").asString());
    fact(s, "model SHA-256", results.path("model").path("sha256").asString());
    fact(s, "defense", results.path("defense").path("configuration").asString());
    return s.append("</table></div><p class=\"note\"><code>danskin train --config config.yaml</code> repeats the training; one arithmetic "
        + "gives the same bytes. <code>danskin evaluate --model model.onnx</code> measures the network.</p></main></body></html>\n").toString();
  }

  private String verdict(Look last) {
    String clean = String.format(Locale.ROOT, "After %d steps %.1f %% of %d validation examples are classified right", last.step(), 100 * last.clean(),
        results.path("validation").asInt());
    return Double.isNaN(last.robust()) ? clean + "; robustness was not looked at."
        : clean + String.format(Locale.ROOT, " as they are and <strong>%.1f %%</strong> under attack.", 100 * last.robust());
  }

  private String accuracy() {
    double[] steps = trained.looks().stream().mapToDouble(Look::step).toArray();
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(shares("clean", steps, trained.looks().stream().mapToDouble(Look::clean).toArray()));
    if (request.attack() != null) {
      lines.add(shares("robust", steps, trained.looks().stream().mapToDouble(Look::robust).toArray()));
    }
    return Plot.of(lines, "step", 0, 1, true);
  }

  private Plot.Line shares(String name, double[] steps, double[] shares) {
    int n = results.path("validation").asInt();
    double[][] intervals = Arrays.stream(shares).mapToObj(v -> Interval.of((int) Math.round(v * n), n)).map(i -> new double[] {i.low(), i.high()})
        .toArray(double[][]::new);
    return new Plot.Line(name, steps, shares, intervals);
  }

  /** Means over equal pieces, so that a long training is a readable line. */
  private String loss() {
    double[] losses = trained.losses();
    int piece = Math.max(1, (losses.length + POINTS - 1) / POINTS);
    int n = (losses.length + piece - 1) / piece;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double[] some = Arrays.copyOfRange(losses, i * piece, Math.min(losses.length, (i + 1) * piece));
      x[i] = Math.min(losses.length, (i + 1) * piece);
      y[i] = Arrays.stream(some).average().orElse(Double.NaN);
    }
    double most = Arrays.stream(y).filter(Double::isFinite).max().orElse(1);
    return Plot.of(List.of(new Plot.Line("training loss", x, y)), "step", 0, Plot.round(most), false);
  }

  /** The table of looks. */
  public static String table(List<Look> looks) {
    StringBuilder s = new StringBuilder("<h2>Looks</h2><div class=\"wide\"><table><thead><tr><th class=\"n\">step</th><th class=\"n\">loss</th>"
        + "<th class=\"n\">clean</th><th class=\"n\">robust</th></tr></thead><tbody>");
    for (Look l : looks) {
      s.append(String.format(Locale.ROOT, "<tr><td class=\"n\">%d</td><td class=\"n\">%.4f</td><td class=\"n\">%.1f %%</td><td class=\"n\">%s</td></tr>",
          l.step(), l.loss(), 100 * l.clean(), Double.isNaN(l.robust()) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * l.robust())));
    }
    return s.append("</tbody></table></div>").toString();
  }

  private static void fact(StringBuilder s, String key, String value) {
    s.append("<tr><th>").append(key).append("</th><td>").append(Html.text(value)).append("</td></tr>");
  }
}
