package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** A classifier that shows its scores. */
public interface Scores extends Decides {
  /** The scores [n, K] of x [n, …], larger meaning more likely; best before any softmax. */
  Tensor logits(Tensor x);

  /** K, the number of classes. */
  int classes();

  @Override
  default int[] decide(Tensor x) {
    return logits(x).rowArgmax();
  }
}
