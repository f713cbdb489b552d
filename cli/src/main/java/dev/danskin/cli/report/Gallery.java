package dev.danskin.cli.report;

import dev.danskin.api.Dataset;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Status;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The first examples that fooled the network: pictures where inputs are images, otherwise the features that changed. */
record Gallery(Folder.Content content, Dataset data) {
  private static final int MOST = 12;
  private static final int MOST_FEATURES = 6;

  String html() {
    boolean images = Picture.possible(data.inputShape());
    StringBuilder s = new StringBuilder("<h2>Examples that fooled the network</h2><p class=\"note\">")
        .append(images ? "Each: as it was, as it was changed, and the change, amplified." : data.featureNames().isEmpty()
            ? "The features that changed most, numbered from 1." : "The features that changed most, in the units of the model's inputs.")
        .append("</p>");
    StringBuilder shown = new StringBuilder();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < content.rows().size() && seen.size() < MOST; i++) {
      ExampleRow r = content.rows().get(i);
      if (r.status() == Status.FOOLED && !r.attack().startsWith(NamedAttack.LADDER) && seen.add(r.id())) {
        shown.append(images ? figure(r, content.adversarial().get(i)) : changes(r, content.adversarial().get(i)));
      }
    }
    if (seen.isEmpty()) {
      return s.append("<p>No example did.</p>").toString();
    }
    return s.append(images ? "<div class=\"gallery\">" + shown + "</div>" : "<div class=\"wide\"><table><thead><tr><th>example</th><th>class</th>"
        + "<th>attack</th><th>changed features</th></tr></thead><tbody>" + shown + "</tbody></table></div>").toString();
  }

  private String named(int label) {
    return Html.text(label >= 0 && label < data.classes().size() ? data.classes().get(label) : Integer.toString(label));
  }

  private static String under(ExampleRow r) {
    return Html.text(r.attack()) + ", ε = " + Numbers.shown(r.eps());
  }

  private String figure(ExampleRow r, float[] changed) {
    Tensor x = data.batch(r.id()).x();
    double[] before = x.toDoubles();
    double[] after = Tensor.of(changed, x.shape().extents()).toDoubles();
    int[] shape = data.inputShape();
    return "<figure><div>" + Picture.of(before, shape, "example " + r.id()) + Picture.of(after, shape, "changed")
        + Picture.change(before, after, shape, "the change") + "</div><figcaption>" + r.id() + ": " + named(r.label()) + " → <strong>"
        + named(r.adversarialPrediction()) + "</strong><br>" + under(r) + "</figcaption></figure>";
  }

  private String feature(int i) {
    return data.featureNames().isEmpty() ? Integer.toString(i + 1) : Html.text(data.featureNames().get(i));
  }

  private String changes(ExampleRow r, float[] changed) {
    double[] before = data.batch(r.id()).x().toDoubles();
    List<Integer> moved = IntStream.range(0, before.length).filter(i -> before[i] != changed[i]).boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(changed[i] - before[i]))).toList();
    String most = moved.stream().limit(MOST_FEATURES).map(i -> feature(i) + ": " + Numbers.shown(before[i]) + " → <strong>" + Numbers.shown(changed[i])
        + "</strong>").collect(Collectors.joining(", "));
    int rest = moved.size() - MOST_FEATURES;
    return "<tr><td>" + r.id() + "</td><td>" + named(r.label()) + " → <strong>" + named(r.adversarialPrediction()) + "</strong></td><td>" + under(r)
        + "</td><td class=\"changes\">" + most + (rest > 0 ? " and " + rest + " more" : "") + "</td></tr>";
  }
}
