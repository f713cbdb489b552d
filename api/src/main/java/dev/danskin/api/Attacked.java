package dev.danskin.api;

import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * What an attack found, per example; all arrays are [n].
 *
 * @param adversarial x ⊕ δ [n, …]
 * @param success whether the attack's criterion holds there, re-evaluated by the driver
 * @param decisions the model's class there; −1 where it gave NaN or was not asked
 * @param outcomes how the search ended
 * @param spent what it cost
 * @param distances the least size of a δ at which the criterion held, in the norm of the threat, whether within ε or not; +∞ where none was found
 *     or where the attack does not look for it
 * @param parts which of the attack's {@link Attack#parts()} succeeded; −1 where none did or the attack has none
 */
public record Attacked(
    Tensor adversarial, boolean[] success, int[] decisions, Outcome[] outcomes, Counts[] spent, double[] distances, int[] parts) {
  /** Of an attack that does not look for small perturbations. */
  public Attacked(Tensor adversarial, boolean[] success, int[] decisions, Outcome[] outcomes, Counts[] spent) {
    this(adversarial, success, decisions, outcomes, spent, none(success.length));
  }

  /** Of an attack in one part. */
  public Attacked(Tensor adversarial, boolean[] success, int[] decisions, Outcome[] outcomes, Counts[] spent, double[] distances) {
    this(adversarial, success, decisions, outcomes, spent, distances, whole(success.length));
  }

  private static int[] whole(int n) {
    int[] parts = new int[n];
    Arrays.fill(parts, -1);
    return parts;
  }

  private static double[] none(int n) {
    double[] distances = new double[n];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    return distances;
  }

  /** Of a batch that was not attacked at all, for the reason that {@code outcome} tells. */
  public static Attacked unattempted(Batch batch, Outcome outcome) {
    int n = batch.size();
    Outcome[] outcomes = new Outcome[n];
    Counts[] spent = new Counts[n];
    int[] decisions = new int[n];
    Arrays.fill(outcomes, outcome);
    Arrays.fill(spent, Counts.NONE);
    Arrays.fill(decisions, -1);
    return new Attacked(Memory.heap().copy(batch.x()), new boolean[n], decisions, outcomes, spent);
  }
}
