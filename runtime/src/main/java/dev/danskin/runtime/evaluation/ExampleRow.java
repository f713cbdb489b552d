package dev.danskin.runtime.evaluation;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One example under one attack: a row of {@code examples.csv}.
 *
 * @param id zero-based position in the stored data set
 * @param label the true class
 * @param prediction the class of the clean input; −1 for NaN
 * @param eps the size of the threat model, in the units of the data
 * @param adversarialPrediction the class of the attack's answer; −1 for NaN
 * @param distance ‖δ‖ in the threat model's norm where fooled, 0 where misclassified, else NaN
 * @param nearest the least ‖δ‖ found at which the attack's goal is reached, within ε or not; NaN where none was found or the attack does
 *     not look for it
 * @param part which of {@link dev.danskin.api.Attack#parts()} fooled the model; −1 where none did or the attack has none
 * @param zeroGradients how many gradients were exactly zero; not in the file
 */
public record ExampleRow(long id, int label, int prediction, String attack, double eps, Status status, int adversarialPrediction,
    double distance, long forward, long backward, long decisions, double nearest, int part, long zeroGradients) {
  /** The first line of {@code examples.csv}; {@link #csv} writes fields in this order. */
  public static final String HEADER =
      "id,label,prediction,attack,eps,status,adversarial_prediction,distance,forward,backward,decisions,nearest,part";

  /** The row as text; an absent distance is empty. */
  public String csv() {
    return id + "," + label + "," + prediction + "," + attack + "," + eps + "," + status.text() + ","
        + adversarialPrediction + "," + text(distance) + "," + forward + "," + backward + "," + decisions + "," + text(nearest) + ","
        + (part < 0 ? "" : part);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /**
   * Reads a row back.
   *
   * @throws IllegalArgumentException if the text is not a row
   */
  public static ExampleRow parse(String line) {
    Fields f = new Fields(line.split(",", -1));
    if (f.texts.length != Fields.NAMES.length) {
      throw new IllegalArgumentException("expected " + Fields.NAMES.length + " fields, found " + f.texts.length);
    }
    return new ExampleRow(f.whole(0), f.index(1), f.index(2), f.texts[3], f.number(4), f.status(5), f.index(6), f.distance(7), f.whole(8), f.whole(9),
        f.whole(10), f.distance(11), f.texts[12].isEmpty() ? -1 : f.index(12), 0);
  }

  /** The texts of a row, read with a sentence for what is none. */
  private record Fields(String[] texts) {
    private static final String[] NAMES = HEADER.split(",");

    long whole(int i) {
      try {
        return Long.parseLong(texts[i]);
      } catch (NumberFormatException e) {
        throw wrong(i, "a whole number");
      }
    }

    int index(int i) {
      long value = whole(i);
      if (value != (int) value) {
        throw wrong(i, "a whole number of 32 bits");
      }
      return (int) value;
    }

    double number(int i) {
      try {
        return Double.parseDouble(texts[i]);
      } catch (NumberFormatException e) {
        throw wrong(i, "a number");
      }
    }

    /** NaN where none is known. */
    double distance(int i) {
      return texts[i].isEmpty() ? Double.NaN : number(i);
    }

    Status status(int i) {
      return Arrays.stream(Status.values()).filter(s -> s.text().equals(texts[i])).findFirst()
          .orElseThrow(() -> wrong(i, "one of " + Arrays.stream(Status.values()).map(Status::text).collect(Collectors.joining(", "))));
    }

    private IllegalArgumentException wrong(int i, String expected) {
      String found = texts[i].length() > 40 ? texts[i].substring(0, 40) + "…" : texts[i];
      return new IllegalArgumentException(NAMES[i] + ": expected " + expected + ", found '" + found.replaceAll("\\p{Cntrl}", "?") + "'");
    }
  }

  /** The row with a count that its text does not hold. */
  ExampleRow withZeroGradients(long count) {
    return new ExampleRow(id, label, prediction, attack, eps, status, adversarialPrediction, distance, forward, backward, decisions,
        nearest, part, count);
  }

  /** How far the nearest mistake lies: 0 where the clean input is one, +∞ where none is known. */
  public double reach() {
    if (status == Status.MISCLASSIFIED) {
      return 0;
    }
    double found = status == Status.FOOLED ? distance : Double.POSITIVE_INFINITY;
    return Double.isNaN(nearest) ? found : Math.min(found, nearest);
  }
}
