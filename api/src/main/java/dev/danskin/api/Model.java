package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** A differentiable classifier f_θ. Row i of every answer depends on row i of the question only. */
public interface Model extends Scores {
  /** θ with its named blocks. */
  Parameters parameters();

  /**
   * The same network with other parameters: θ [1, p]. This model is unchanged.
   *
   * @throws IllegalArgumentException if θ has another shape
   */
  Model at(Tensor theta);

  /**
   * The network as the minimisation over θ sees it: batch normalization takes the mean and variance of the batch it is
   * given, so that a row's answer depends on all rows. Attacks and evaluation see this model. Itself where that is the same.
   */
  default Model training() {
    return this;
  }

  /** One forward pass that keeps what its pullbacks need; x is [n, …]. Close it. */
  Linearized linearize(Tensor x);
}
