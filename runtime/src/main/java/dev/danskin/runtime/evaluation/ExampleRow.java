package dev.danskin.runtime.evaluation;

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

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /**
   * Reads a row back.
   *
   * @throws IllegalArgumentException if the text is not a row
   */
  public static ExampleRow parse(String line) {
    String[] f = line.split(",", -1);
    if (f.length != 13) {
      throw new IllegalArgumentException("expected 13 fields, found " + f.length);
    }
    return new ExampleRow(Long.parseLong(f[0]), Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3],
        Double.parseDouble(f[4]), Status.of(f[5]), Integer.parseInt(f[6]),
        number(f[7]), Long.parseLong(f[8]), Long.parseLong(f[9]), Long.parseLong(f[10]), number(f[11]),
        f[12].isEmpty() ? -1 : Integer.parseInt(f[12]), 0);
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
