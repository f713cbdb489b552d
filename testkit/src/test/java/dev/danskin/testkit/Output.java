package dev.danskin.testkit;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.tensor.Tensor;

/** The model's only output is the loss. */
record Output() implements Loss {
  @Override
  public double[] values(Tensor logits, Labels y) {
    return logits.toDoubles();
  }

  @Override
  public Tensor gradient(Tensor logits, Labels y) {
    return logits.like().fill(1);
  }
}
