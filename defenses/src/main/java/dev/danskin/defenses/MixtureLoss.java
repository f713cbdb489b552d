package dev.danskin.defenses;

/** c·CE(f(x), y) + (1 − c)·CE(f(x ⊕ δ), y): part of every batch's loss is that of the clean inputs. */
record MixtureLoss(double clean) implements PairLoss {
  @Override
  public double at(double[] z, double[] changed, int y, double[] toClean, double[] toChanged) {
    return clean * crossEntropy(z, y, clean, toClean) + (1 - clean) * crossEntropy(changed, y, 1 - clean, toChanged);
  }

  /** −log softmax(z)_y; the gradient is multiplied by {@code weight}. */
  static double crossEntropy(double[] z, int y, double weight, double[] gradient) {
    double[] log = PairLoss.logSoftmax(z);
    for (int k = 0; k < z.length; k++) {
      gradient[k] = weight * (StrictMath.exp(log[k]) - (k == y ? 1 : 0));
    }
    return -log[y];
  }
}
