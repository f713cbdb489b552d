package dev.danskin.cli;

import dev.danskin.api.Decides;
import dev.danskin.api.Randomised;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Status;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One network's adversarial examples shown to another: they should fool it less often than attacks on the network itself.
 *
 * @param examples adversarial examples of {@code from} whose originals {@code to} gets right
 * @param fooled how many of them fool {@code to}
 * @param alone how many originals no attack on {@code to} itself had fooled
 */
record Transfer(String from, String to, String threat, double eps, int examples, int fooled, int alone) {
  /** The share of all examples from which on gradients of {@code to} are not to be trusted. */
  private static final double SUSPICIOUS = 0.01;

  /** At the hardest size that was asked for. */
  static Transfer of(Results from, Results to, EvaluationJob target, String fromName, String toName) throws IOException {
    Figures.WorstCase size = to.figures().headline();
    Set<Long> right = new HashSet<>();
    Set<Long> fallen = new HashSet<>();
    Map<String, ExampleRow> rows = new HashMap<>();
    for (ExampleRow r : to.rows()) {
      if (r.label() == r.prediction()) {
        right.add(r.id());
      }
      if (at(to, r, size) && r.status() == Status.FOOLED) {
        fallen.add(r.id());
      }
    }
    from.rows().stream().filter(r -> at(from, r, size) && r.status() == Status.FOOLED && right.contains(r.id()))
        .forEach(r -> rows.put(r.id() + "," + r.attack() + "," + r.eps(), r));
    Map<Long, Boolean> fooled = shown(from, rows, target);
    int hits = (int) fooled.values().stream().filter(f -> f).count();
    int alone = (int) fooled.entrySet().stream().filter(e -> e.getValue() && !fallen.contains(e.getKey())).count();
    return new Transfer(fromName, toName, size.threat(), size.eps(), fooled.size(), hits, alone);
  }

  private static boolean at(Results results, ExampleRow r, Figures.WorstCase size) {
    return r.eps() == size.eps() && results.figures().attacks().stream().map(Figures.Line::attack)
        .anyMatch(a -> a.name().equals(r.attack()) && a.eps() == r.eps() && Figures.threat(a).equals(size.threat()));
  }

  /** For each original whether one of its adversarial examples fools the target. */
  private static Map<Long, Boolean> shown(Results from, Map<String, ExampleRow> rows, EvaluationJob target) throws IOException {
    Map<Long, Boolean> fooled = new HashMap<>();
    List<String> ids = from.folder().adversarialIds();
    List<float[]> inputs = from.folder().adversarial();
    int[] one = target.data().batch(0).x().shape().extents();
    try (Target.Running running = target.target().open(target.backend(), target.data(), target.request().transformations())) {
      Decides model = running.model();
      for (int i = 0; i < ids.size(); i++) {
        ExampleRow row = rows.get(ids.get(i));
        if (row != null) {
          int decision = Randomised.votes(model, Tensor.of(inputs.get(i), one), new long[] {row.id()}, target.request().seed())[0];
          fooled.merge(row.id(), decision != row.label(), Boolean::logicalOr);
        }
      }
    }
    return fooled;
  }

  /** One sentence. */
  String sentence(int n) {
    String sentence = from + "'s adversarial examples fool " + to + " on " + fooled + " of " + examples + " at ε = "
        + dev.danskin.runtime.config.Numbers.shown(eps) + " in " + threat;
    return alone > Math.max(1, SUSPICIOUS * n) ? "! transfer: " + sentence + ", " + alone + " of them where no attack on " + to
        + " itself did: its gradients mislead; use a black-box attack." : sentence;
  }
}
