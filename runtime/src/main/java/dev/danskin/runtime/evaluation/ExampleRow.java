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
 * @param zeroGradients how many gradients were exactly zero; not in the file
 */
public record ExampleRow(long id, int label, int prediction, String attack, double eps, Status status,
    int adversarialPrediction, double distance, long forward, long backward, long decisions, long zeroGradients) {
  /** The first line of {@code examples.csv}; {@link #csv} writes fields in this order. */
  public static final String HEADER =
      "id,label,prediction,attack,eps,status,adversarial_prediction,distance,forward,backward,decisions";

  /** The row as text; an absent distance is empty. */
  public String csv() {
    return id + "," + label + "," + prediction + "," + attack + "," + eps + "," + status.text() + ","
        + adversarialPrediction + "," + (Double.isNaN(distance) ? "" : Double.toString(distance)) + "," + forward + ","
        + backward + "," + decisions;
  }

  /**
   * Reads a row back.
   *
   * @throws IllegalArgumentException if the text is not a row
   */
  public static ExampleRow parse(String line) {
    String[] f = line.split(",", -1);
    if (f.length != 11) {
      throw new IllegalArgumentException("expected 11 fields, found " + f.length);
    }
    return new ExampleRow(Long.parseLong(f[0]), Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3],
        Double.parseDouble(f[4]), Status.of(f[5]), Integer.parseInt(f[6]),
        f[7].isEmpty() ? Double.NaN : Double.parseDouble(f[7]), Long.parseLong(f[8]), Long.parseLong(f[9]),
        Long.parseLong(f[10]), 0);
  }
}
