package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.Set;

/** An immutable description of a search for the nearest input at which a model errs: what {@link Solver} is to {@link MaximumLoss}. */
public interface DistanceSearch {
  /** Begins a run; the returned iteration belongs to the calling thread. */
  Iteration start(Surroundings surroundings, RunContext run);

  /** The norms whose distances it makes small. */
  Set<Norm> norms();

  /** What the answer makes small, [m]: of two points at which the model errs, the one of less is kept. The size in the norm, unless overridden. */
  default double[] measure(Norm norm, Tensor delta) {
    return norm.of(delta);
  }

  /**
   * Most evaluations per example.
   *
   * @param targeted whether each example has a target class
   */
  Counts cost(boolean targeted);
}
