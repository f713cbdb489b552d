package dev.danskin.api;

/**
 * What one instance cost, and what was met on the way.
 *
 * @param forward evaluations of the model's scores
 * @param backward input (or parameter) gradients
 * @param decisions queries of a black box's decision
 * @param zeroGradients gradients that were exactly zero although asked for
 */
public record Counts(long forward, long backward, long decisions, long zeroGradients) {
  /** Nothing spent. */
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** The sum, count by count. */
  public Counts plus(Counts c) {
    return new Counts(forward + c.forward, backward + c.backward, decisions + c.decisions, zeroGradients + c.zeroGradients);
  }

  /** Every count times {@code factor}. */
  public Counts times(long factor) {
    return new Counts(forward * factor, backward * factor, decisions * factor, zeroGradients * factor);
  }
}
