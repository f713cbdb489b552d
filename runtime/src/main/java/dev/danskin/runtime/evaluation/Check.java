package dev.danskin.runtime.evaluation;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Drive;
import dev.danskin.api.Norm;
import dev.danskin.api.Randomised;
import dev.danskin.api.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks whether a job's folder holds: its figures follow from its rows, its clean predictions are the model's, and each
 * stored input is valid, near enough to its original and misjudged by the model.
 *
 * @param request what the folder says it answers
 */
public record Check(Folder folder, Request request, Decides model, Dataset data) {
  /** One sentence for everything that does not hold; empty if all does. */
  public List<String> problems(ObjectNode expected, JsonNode found) throws IOException {
    List<String> problems = new ArrayList<>();
    compare("", expected, found, problems);
    List<ExampleRow> rows = folder.examples();
    clean(rows, problems);
    adversarial(rows, problems);
    return problems;
  }

  private static void compare(String path, JsonNode expected, JsonNode found, List<String> problems) {
    for (Map.Entry<String, JsonNode> e : expected.properties()) {
      String key = path + e.getKey();
      JsonNode other = found == null ? null : found.get(e.getKey());
      if (key.equals("timings") || key.equals("environment")) {
        continue;
      }
      if (e.getValue().isObject()) {
        compare(key + ".", e.getValue(), other, problems);
      } else if (e.getValue().isArray() && other != null && other.size() == e.getValue().size()
          && e.getValue().size() > 0 && e.getValue().get(0).isObject()) {
        for (int i = 0; i < other.size(); i++) {
          compare(key + "[" + i + "].", e.getValue().get(i), other.get(i), problems);
        }
      } else if (other == null || !e.getValue().toString().equals(other.toString())) {
        problems.add("results.json: " + key + " is " + other + ", but the rows, model and data give " + e.getValue());
      }
    }
  }

  private void clean(List<ExampleRow> rows, List<String> problems) {
    Map<Long, ExampleRow> first = new HashMap<>();
    rows.forEach(r -> first.putIfAbsent(r.id(), r));
    long[] ids = first.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    for (int from = 0; from < ids.length; from += 64) {
      long[] some = java.util.Arrays.copyOfRange(ids, from, Math.min(ids.length, from + 64));
      Batch batch = data.batch(some);
      int[] predictions = Randomised.votes(model, batch.x(), some, request.seed());
      for (int i = 0; i < some.length; i++) {
        ExampleRow r = first.get(some[i]);
        if (r.label() != batch.y().classes()[i]) {
          problems.add("examples.csv: example " + r.id() + " has label " + r.label() + ", but the data say " + batch.y().classes()[i]);
        }
        if (r.prediction() != predictions[i]) {
          problems.add("examples.csv: example " + r.id() + " is predicted " + r.prediction() + ", but the model says " + predictions[i]);
        }
      }
    }
  }

  private void adversarial(List<ExampleRow> rows, List<String> problems) throws IOException {
    Map<String, ExampleRow> fooled = new HashMap<>();
    rows.stream().filter(r -> r.status() == Status.FOOLED).forEach(r -> fooled.put(r.id() + "," + r.attack() + "," + r.eps(), r));
    List<String> ids = folder.adversarialIds();
    List<float[]> inputs = folder.adversarial();
    if (ids.size() != inputs.size()) {
      problems.add("adversarial.npy: has " + inputs.size() + " inputs, but adversarial.ids.csv names " + ids.size());
    }
    for (int i = 0; i < Math.min(ids.size(), inputs.size()); i++) {
      ExampleRow row = fooled.remove(ids.get(i));
      if (row == null) {
        problems.add("adversarial.ids.csv: " + ids.get(i) + " is not a fooled row of examples.csv");
      } else {
        example(row, inputs.get(i), problems);
      }
    }
    fooled.keySet().forEach(key -> problems.add("adversarial.npy: has no input for the fooled row " + key));
  }

  private void example(ExampleRow row, float[] input, List<String> problems) {
    String what = "adversarial.npy: example " + row.id() + " under " + row.attack() + " at " + row.eps();
    Batch original = data.batch(row.id());
    if (input.length != original.x().rowSize()) {
      problems.add(what + " has " + input.length + " features, but the data have " + original.x().rowSize());
      return;
    }
    Tensor x = Tensor.of(input, original.x().shape().extents());
    NamedAttack attack = request.attacks().stream().filter(a -> a.name().equals(row.attack()) && a.eps() == row.eps())
        .findFirst().orElse(null);
    if (attack == null) {
      problems.add(what + " belongs to no attack of config.yaml");
      return;
    }
    Norm norm = attack.attack().threat().norm();
    double size = norm.of(x.minus(original.x()))[0];
    if (!(size <= row.eps() * (1 + Drive.FEASIBILITY) + 1e-6)) {
      problems.add(what + " lies " + size + " from its original in " + norm + ", but eps is " + row.eps());
    }
    valid(what, () -> model.domain().check(x, original.ids()), problems);
    valid(what, () -> model.domain().checkKept(original.x(), x, original.ids()), problems);
    int decision = Randomised.votes(model, x, original.ids(), request.seed())[0];
    if (decision != row.adversarialPrediction()) {
      problems.add(what + " is recorded as judged " + row.adversarialPrediction() + ", but the model says " + decision);
    }
  }

  private static void valid(String what, Runnable look, List<String> problems) {
    try {
      look.run();
    } catch (IllegalArgumentException e) {
      problems.add(what + " is not a valid input: " + e.getMessage());
    }
  }
}
