package dev.danskin.defenses;

/**
 * CE(f(x), y) + β·KL(p ‖ q), p = softmax f(x), q = softmax f(x ⊕ δ) (Zhang, Yu, Jiao, Xing, El Ghaoui, Jordan: Theoretically
 * principled trade-off between robustness and accuracy, 2019). ∂KL/∂f(x) = p∘(log p − log q − KL), ∂KL/∂f(x ⊕ δ) = q − p.
 */
record TradesLoss(double beta) implements PairLoss {
  @Override
  public double at(double[] clean, double[] changed, int y, double[] toClean, double[] toChanged) {
    double[] logP = PairLoss.logSoftmax(clean);
    double[] logQ = PairLoss.logSoftmax(changed);
    double kl = PairLoss.divergence(logP, logQ);
    for (int k = 0; k < clean.length; k++) {
      double p = StrictMath.exp(logP[k]);
      toClean[k] = p - (k == y ? 1 : 0) + beta * p * (logP[k] - logQ[k] - kl);
      toChanged[k] = beta * (StrictMath.exp(logQ[k]) - p);
    }
    return -logP[y] + beta * kl;
  }
}
