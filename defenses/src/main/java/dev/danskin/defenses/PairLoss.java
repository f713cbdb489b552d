package dev.danskin.defenses;

/** A loss of an example's logits before and after an adversary changed its input, with both gradients. */
interface PairLoss {
  /**
   * @param clean logits at x, [K]
   * @param changed logits at x ⊕ δ, [K]
   * @param y the class
   * @param toClean overwritten by ∂/∂clean
   * @param toChanged overwritten by ∂/∂changed
   * @return the loss
   */
  double at(double[] clean, double[] changed, int y, double[] toClean, double[] toChanged);

  /** Σ_k p_k (log p_k − log q_k). */
  static double divergence(double[] logP, double[] logQ) {
    double kl = 0;
    for (int k = 0; k < logP.length; k++) {
      kl += StrictMath.exp(logP[k]) * (logP[k] - logQ[k]);
    }
    return kl;
  }

  /** z − log Σ e^z: stable for all finite logits. */
  static double[] logSoftmax(double[] z) {
    double top = Double.NEGATIVE_INFINITY;
    for (double v : z) {
      top = Math.max(top, v);
    }
    double sum = 0;
    for (double v : z) {
      sum += StrictMath.exp(v - top);
    }
    double[] log = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      log[k] = z[k] - top - StrictMath.log(sum);
    }
    return log;
  }
}
