package dev.danskin.api.loss;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.tensor.Tensor;

/** A loss of logits and classes. Labels are checked here; a distribution stands for its likeliest class unless the loss says otherwise. */
interface LossOfClasses extends Loss {
  /**
   * Values, and the gradient where {@code gradient} is not null.
   *
   * @param targets null for the untargeted form
   */
  double[] at(Tensor logits, int[] y, int[] targets, Tensor gradient);

  /** As {@link #at(Tensor, int[], int[], Tensor)}. */
  default double[] at(Tensor logits, Labels.Distributions labels, Tensor gradient) {
    return at(logits, labels.classes(), null, gradient);
  }

  @Override
  default double[] values(Tensor logits, Labels y) {
    return valuesAndGradient(logits, y, null);
  }

  @Override
  default Tensor gradient(Tensor logits, Labels y) {
    Tensor gradient = logits.like();
    valuesAndGradient(logits, y, gradient);
    return gradient;
  }

  @Override
  default double[] valuesAndGradient(Tensor logits, Labels labels, Tensor gradient) {
    check(logits, labels);
    if (labels instanceof Labels.Distributions d) {
      return at(logits, d, gradient);
    }
    return at(logits, labels.classes(), labels instanceof Labels.Targeted t ? t.targets() : null, gradient);
  }

  private static void check(Tensor logits, Labels labels) {
    if (labels.size() != logits.rows()) {
      throw new IllegalArgumentException("expected labels for " + logits.rows() + " instances, found " + labels.size());
    }
    int k = logits.rowSize();
    if (labels instanceof Labels.Distributions d) {
      if (d.probabilities().rowSize() != k) {
        throw new IllegalArgumentException("expected distributions over " + k + " classes, found " + d.probabilities().rowSize());
      }
      return;
    }
    within(labels.classes(), k);
    if (labels instanceof Labels.Targeted t) {
      within(t.targets(), k);
    }
  }

  private static void within(int[] classes, int k) {
    for (int c : classes) {
      if (c < 0 || c >= k) {
        throw new IllegalArgumentException("expected a class from 0 to " + (k - 1) + ", found " + c);
      }
    }
  }
}
