package dev.danskin.runtime.evaluation;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Drive;
import dev.danskin.api.Norm;
import dev.danskin.api.Randomised;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks whether labels are the data's, clean predictions the model's, and each stored input is valid, near enough to its original and
 * judged by the model as recorded.
 */
final class ModelCheck {
  private static final int TOGETHER = 64;
  private final Request request;
  private final Decides model;
  private final Dataset data;
  private final List<String> problems;
  /** What the model now says otherwise: between two arithmetics a few examples may. */
  private final List<String> judged = new ArrayList<>();
  private final Set<Long> ids = new HashSet<>();

  ModelCheck(Request request, Decides model, Dataset data, List<String> problems) {
    this.request = request;
    this.model = model;
    this.data = data;
    this.problems = problems;
  }

  /** One sentence for each decision that is another now. */
  List<String> judged() {
    return judged;
  }

  /** How many examples they are of. */
  int examples() {
    return ids.size();
  }

  private void judged(long id, String sentence) {
    judged.add(sentence);
    ids.add(id);
  }

  /** Rows whose ids the data have. */
  void clean(List<ExampleRow> rows) {
    Map<Long, ExampleRow> first = new HashMap<>();
    rows.forEach(r -> first.putIfAbsent(r.id(), r));
    long[] all = first.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    for (int from = 0; from < all.length; from += TOGETHER) {
      long[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + TOGETHER));
      Batch batch = data.batch(some);
      int[] predictions = Randomised.votes(model, batch.x(), some, request.seed());
      for (int i = 0; i < some.length; i++) {
        ExampleRow r = first.get(some[i]);
        if (r.label() != batch.y().classes()[i]) {
          problems.add("examples.csv: example " + r.id() + " has label " + r.label() + ", but the data say " + batch.y().classes()[i]);
        }
        if (r.prediction() != predictions[i]) {
          judged(r.id(), "examples.csv: example " + r.id() + " is predicted " + r.prediction() + ", but the model says " + predictions[i]);
        }
      }
    }
    rows.forEach(this::consistent);
  }

  /** What the columns of a row say of each other. */
  private void consistent(ExampleRow r) {
    if (r.status() == Status.MISCLASSIFIED != (r.label() != r.prediction()) && r.prediction() >= 0) {
      problems.add("examples.csv: " + RowsCheck.named(r) + " is " + r.status().text() + ", but its label is " + r.label() + " and its prediction "
          + r.prediction());
    }
    if (r.status() == Status.FOOLED && r.adversarialPrediction() == r.label()) {
      problems.add("examples.csv: " + RowsCheck.named(r) + " is fooled, but its adversarial prediction is its label " + r.label());
    }
    if (r.forward() < 0 || r.backward() < 0 || r.decisions() < 0) {
      problems.add("examples.csv: " + RowsCheck.named(r) + " has a count below 0");
    }
  }

  /** Stored inputs and the rows they belong to, as {@code id,attack,eps}. */
  void adversarial(List<ExampleRow> rows, List<String> keys, List<float[]> inputs) {
    Map<String, ExampleRow> fooled = new HashMap<>();
    rows.stream().filter(r -> r.status() == Status.FOOLED).forEach(r -> fooled.put(r.id() + "," + r.attack() + "," + r.eps(), r));
    if (keys.size() != inputs.size()) {
      problems.add("adversarial.npy: has " + inputs.size() + " inputs, but adversarial.ids.csv names " + keys.size());
    }
    List<ExampleRow> some = new ArrayList<>();
    List<float[]> whole = new ArrayList<>();
    for (int i = 0; i < Math.min(keys.size(), inputs.size()); i++) {
      ExampleRow row = fooled.remove(keys.get(i));
      if (row == null) {
        problems.add("adversarial.ids.csv: " + keys.get(i) + " is not a fooled row of examples.csv");
      } else if (placed(row, inputs.get(i))) {
        some.add(row);
        whole.add(inputs.get(i));
      }
    }
    fooled.keySet().stream().sorted().forEach(key -> problems.add("adversarial.npy: has no input for the fooled row " + key));
    for (int from = 0; from < some.size(); from += TOGETHER) {
      int to = Math.min(some.size(), from + TOGETHER);
      decided(some.subList(from, to), whole.subList(from, to));
    }
  }

  private static String what(ExampleRow row) {
    return "adversarial.npy: " + RowsCheck.named(row);
  }

  /** @return whether the input has the shape of the data and only finite numbers, so that the model can be asked */
  private boolean placed(ExampleRow row, float[] input) {
    Batch original = data.batch(row.id());
    if (input.length != original.x().rowSize()) {
      problems.add(what(row) + " has " + input.length + " features, but the data have " + original.x().rowSize());
      return false;
    }
    Tensor x = Tensor.of(input, original.x().shape().extents());
    NamedAttack attack = request.attacks().stream().filter(a -> a.made(row)).findFirst().orElse(null);
    if (attack == null) {
      problems.add(what(row) + " belongs to no attack of config.yaml");
      return false;
    }
    Norm norm = attack.attack().threat().norm();
    double size = norm.of(x.minus(original.x()))[0];
    if (!(size <= row.eps() * (1 + Drive.FEASIBILITY) + 1e-6)) {
      problems.add(what(row) + " lies " + size + " from its original in " + norm + ", but eps is " + row.eps());
    } else if (!(Math.abs(size - row.distance()) <= 1e-5 * Math.max(1, size))) {
      problems.add(what(row) + " lies " + size + " from its original in " + norm + ", but examples.csv says " + row.distance());
    }
    valid(what(row), () -> model.domain().check(x, original.ids()));
    valid(what(row), () -> model.domain().checkKept(original.x(), x, original.ids()));
    return !Double.isNaN(size);
  }

  private void decided(List<ExampleRow> rows, List<float[]> inputs) {
    long[] some = rows.stream().mapToLong(ExampleRow::id).toArray();
    int[] extents = data.batch(some).x().shape().extents();
    int size = inputs.get(0).length;
    float[] all = new float[some.length * size];
    for (int i = 0; i < some.length; i++) {
      System.arraycopy(inputs.get(i), 0, all, i * size, size);
    }
    int[] decisions = Randomised.votes(model, Tensor.of(all, extents), some, request.seed());
    for (int i = 0; i < some.length; i++) {
      ExampleRow row = rows.get(i);
      if (decisions[i] != row.adversarialPrediction()) {
        judged(row.id(), what(row) + " is recorded as judged " + row.adversarialPrediction() + ", but the model says " + decisions[i]
            + (decisions[i] == row.label() ? ", which is its label: it does not fool the model" : ""));
      }
    }
  }

  private void valid(String what, Runnable look) {
    try {
      look.run();
    } catch (IllegalArgumentException e) {
      problems.add(what + " is not a valid input: " + e.getMessage());
    }
  }
}
