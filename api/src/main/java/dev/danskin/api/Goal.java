package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** What an attacker wants: any mistake, or a class of his choice. */
public enum Goal {
  /** Any class but the true one. */
  UNTARGETED,
  /** The class after the true one, (y + 1) mod K. */
  NEXT,
  /** The wrong class of largest clean logit. */
  RUNNER_UP,
  /** The class of smallest clean logit. */
  LEAST_LIKELY;

  /** The criterion of success. */
  public Criterion criterion() {
    return this == UNTARGETED ? new Criterion.Misclassified() : new Criterion.TargetHit();
  }

  /** Whether the clean logits are needed to choose targets. */
  public boolean needsLogits() {
    return this == RUNNER_UP || this == LEAST_LIKELY;
  }

  /**
   * The labels with this goal's targets.
   *
   * @param logits clean logits [n, K]; may be null unless {@link #needsLogits()}
   * @param classes K ≥ 2
   */
  public Labels labels(Labels y, Tensor logits, int classes) {
    if (this == UNTARGETED) {
      return y;
    }
    int[] truth = y.classes();
    int[] targets = new int[truth.length];
    double[] row = new double[classes];
    for (int i = 0; i < truth.length; i++) {
      if (needsLogits()) {
        logits.read(i, row);
      }
      targets[i] = this == NEXT ? (truth[i] + 1) % classes : extreme(row, truth[i], this == RUNNER_UP ? 1 : -1);
    }
    return new Labels.Targeted(truth, targets);
  }

  private static int extreme(double[] row, int truth, int sign) {
    int best = -1;
    for (int k = 0; k < row.length; k++) {
      if (k != truth && (best < 0 || sign * row[k] > sign * row[best])) {
        best = k;
      }
    }
    return best;
  }
}
