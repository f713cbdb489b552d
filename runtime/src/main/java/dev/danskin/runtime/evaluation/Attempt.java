package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Drive;
import dev.danskin.api.Event;
import dev.danskin.api.Outcome;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One attack on the examples of a batch. What it returns is looked at again before it counts; where it fails, each example is
 * tried alone, so that an example's row does not depend on its company, and what fails then is recorded as failed.
 */
record Attempt(Decides model, NamedAttack attack, RunContext run) {
  /** Of float32, of x ⊕ δ and of the difference again. */
  private static final double ROUNDING = 0x1p-22;

  /**
   * Adds a row for each example.
   *
   * @param clean the model's classes of the clean inputs
   */
  void on(Batch batch, int[] clean, Piece piece) {
    int[] truth = batch.y().classes();
    int[] right = IntStream.range(0, truth.length).filter(i -> clean[i] == truth[i]).toArray();
    Batch attacked = batch.rows(right);
    Attacked[] found = right.length == 0 ? new Attacked[0] : found(attacked);
    for (int i = 0, j = 0; i < clean.length; i++) {
      if (clean[i] == truth[i]) {
        boolean together = found.length == 1;
        add(piece, attacked.rows(new int[] {j}), clean[i], found[together ? 0 : j], together ? j : 0);
        j++;
      } else {
        piece.rows().add(new ExampleRow(batch.ids()[i], truth[i], clean[i], attack.name(), attack.eps(), Status.MISCLASSIFIED,
            clean[i], 0, 0, 0, 0, Double.NaN, -1, 0));
        piece.adversarial().add(null);
      }
    }
  }

  /** One answer for the whole batch, or one for each example. */
  private Attacked[] found(Batch batch) {
    Attacked together = answer(batch);
    boolean failed = Arrays.stream(together.outcomes()).anyMatch(o -> o instanceof Outcome.Failed);
    if (!failed || batch.size() == 1 || run.cancelled().getAsBoolean()) {
      return new Attacked[] {together};
    }
    return IntStream.range(0, batch.size()).mapToObj(i -> answer(batch.rows(new int[] {i}))).toArray(Attacked[]::new);
  }

  private Attacked answer(Batch batch) {
    try {
      return confirmed(whole(attack.attack().run(model, batch, run.at("attack").at(attack.name())), batch), batch);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String why = "attack " + attack.name() + " failed: " + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
      return Attacked.unattempted(batch, failed(batch, why, e));
    }
  }

  /** One entry of each for each example. */
  private static Attacked whole(Attacked found, Batch batch) {
    int n = batch.size();
    boolean whole = found.adversarial().rows() == n && found.adversarial().rowSize() == batch.x().rowSize() && found.success().length == n
        && found.decisions().length == n && found.distances().length == n && found.parts().length == n && found.outcomes().length == n
        && found.spent().length == n && Stream.of(found.outcomes()).allMatch(Objects::nonNull) && Stream.of(found.spent()).allMatch(Objects::nonNull);
    if (!whole) {
      throw new IllegalArgumentException("expected an answer with " + n + " entries of each kind, found others");
    }
    return found;
  }

  private Outcome.Failed failed(Batch batch, String why, Throwable cause) {
    if (batch.size() == 1) {
      Evaluation.LOGGER.log(System.Logger.Level.DEBUG, () -> "example " + batch.ids()[0], cause);
      run.events().accept(new Event.Note("example " + batch.ids()[0] + ": " + why));
    }
    return new Outcome.Failed(why);
  }

  /** The answer, its claims of success looked at again: admissible, valid, and judged by the model as claimed. */
  private Attacked confirmed(Attacked found, Batch batch) {
    int[] claimed = IntStream.range(0, batch.size()).filter(i -> found.success()[i]).toArray();
    if (claimed.length == 0) {
      return found;
    }
    Batch some = batch.rows(claimed);
    Tensor adversarial = found.adversarial().rows(claimed);
    double[] size = attack.attack().threat().norm().of(adversarial.minus(some.x()));
    double[] origin = attack.attack().threat().norm().of(some.x());
    int[] decisions = Randomised.votes(model, adversarial, some.ids(), run.seed());
    for (int k = 0; k < claimed.length; k++) {
      int i = claimed[k];
      boolean inside = size[k] <= attack.eps() * (1 + Drive.FEASIBILITY) + ROUNDING * origin[k];
      if (!inside || !valid(some.rows(new int[] {k}), adversarial.rows(new int[] {k})) || decisions[k] != found.decisions()[i]) {
        found.success()[i] = false;
        found.outcomes()[i] = failed(some.rows(new int[] {k}), "attack " + attack.name() + " claims an input that " + (inside
            ? decisions[k] == found.decisions()[i] ? "is not valid" : "the model judges otherwise" : "lies outside its threat model"), null);
      }
    }
    return found;
  }

  private boolean valid(Batch original, Tensor changed) {
    try {
      model.domain().check(changed, original.ids());
      model.domain().checkKept(original.x(), changed, original.ids());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** @param one the example alone */
  private void add(Piece piece, Batch one, int clean, Attacked found, int j) {
    Counts c = found.spent()[j];
    Status status = status(found, j);
    boolean fooled = status == Status.FOOLED;
    Tensor changed = fooled ? found.adversarial().rows(new int[] {j}) : null;
    double distance = fooled ? attack.attack().threat().norm().of(changed.minus(one.x()))[0] : Double.NaN;
    double nearest = Double.isInfinite(found.distances()[j]) ? Double.NaN : found.distances()[j];
    piece.rows().add(new ExampleRow(one.ids()[0], one.y().classes()[0], clean, attack.name(), attack.eps(), status, found.decisions()[j],
        distance, c.forward(), c.backward(), c.decisions(), nearest, found.parts()[j], c.zeroGradients()));
    piece.adversarial().add(fooled ? changed.toFloats() : null);
  }

  private static Status status(Attacked found, int j) {
    if (found.success()[j]) {
      return Status.FOOLED;
    }
    if (found.outcomes()[j] instanceof Outcome.Failed) {
      return Status.FAILED;
    }
    if (found.outcomes()[j] instanceof Outcome.Unstable) {
      return Status.UNSTABLE;
    }
    if (!(found.outcomes()[j] instanceof Outcome.OutOfBudget)) {
      return Status.NOT_FOOLED;
    }
    return found.spent()[j].equals(Counts.NONE) ? Status.NOT_STARTED : Status.OUT_OF_BUDGET;
  }
}
