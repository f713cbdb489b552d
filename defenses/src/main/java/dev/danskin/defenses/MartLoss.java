package dev.danskin.defenses;

/**
 * −log q_y − log(1 − max_{k≠y} q_k) + λ·KL(p ‖ q)·(1 − p_y), p = softmax f(x), q = softmax f(x ⊕ δ) (Wang, Zou, Yi, Bailey,
 * Ma, Gu: Improving adversarial robustness requires revisiting misclassified examples, 2020). 1 − max q is guarded by 10⁻¹².
 */
record MartLoss(double lambda) implements PairLoss {
  private static final double GUARD = 1e-12;

  @Override
  public double at(double[] clean, double[] changed, int y, double[] toClean, double[] toChanged) {
    double[] logP = PairLoss.logSoftmax(clean);
    double[] logQ = PairLoss.logSoftmax(changed);
    double kl = PairLoss.divergence(logP, logQ);
    int rival = rival(logQ, y);
    double missed = 1 - StrictMath.exp(logP[y]);
    double rest = 1 - StrictMath.exp(logQ[rival]) + GUARD;
    double slope = StrictMath.exp(logQ[rival]) / rest;
    for (int k = 0; k < clean.length; k++) {
      double p = StrictMath.exp(logP[k]);
      double q = StrictMath.exp(logQ[k]);
      toClean[k] = lambda * (missed * p * (logP[k] - logQ[k] - kl) - kl * (1 - missed) * ((k == y ? 1 : 0) - p));
      toChanged[k] = q - (k == y ? 1 : 0) + slope * ((k == rival ? 1 : 0) - q) + lambda * missed * (q - p);
    }
    return -logQ[y] - StrictMath.log(rest) + lambda * kl * missed;
  }

  private static int rival(double[] log, int y) {
    int best = -1;
    for (int k = 0; k < log.length; k++) {
      if (k != y && (best < 0 || log[k] > log[best])) {
        best = k;
      }
    }
    return best;
  }
}
