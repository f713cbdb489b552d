package dev.danskin.solvers.cma;

/**
 * The default strategy parameters of CMA-ES (Hansen: The CMA evolution strategy, a tutorial; arXiv:1604.00772, 2016, table 1), with
 *
 * <pre>
 *   w'_i = ln((λ+1)/2) − ln i,   μ = ⌊λ/2⌋,   μ_w = (Σ_{i≤μ} w')² / Σ_{i≤μ} w'²,   μ⁻ likewise of the others
 *   c_σ = (μ_w+2)/(N+μ_w+3),   d_σ = 1 + c_σ + 2 max(0, √((μ_w−1)/(N+1)) − 1)
 *   c_c = (4+μ_w/N)/(N+4+2μ_w/N),   c_1 = min(1, λ/6) · 2/((N+1.3)²+μ_w)
 *   c_μ = min(1−c_1, 2(1/4+μ_w+1/μ_w−2)/((N+2)²+μ_w))
 * </pre>
 *
 * <p>Positive weights sum to 1, negative ones to −min(1+c_1/c_μ, 1+2μ⁻/(μ_w+2), (1−c_1−c_μ)/(N c_μ)).
 *
 * @param weights [λ], of the candidates from best to worst
 * @param mu how many of them are positive
 * @param muEff μ_w
 * @param c1 learning rate of the rank-one update
 * @param cMu of the rank-μ update
 * @param cc of the path of the covariance
 * @param cSigma of the path of the step size
 * @param dSigma its damping
 * @param chi E‖N(0, I)‖, approximately
 */
record CmaParameters(int n, double[] weights, int mu, double muEff, double c1, double cMu, double cc, double cSigma, double dSigma, double chi) {
  /** λ by default. */
  static int population(int n) {
    return 4 + (int) (3 * StrictMath.log(n));
  }

  /**
   * For N variables and λ candidates.
   *
   * @param active whether there are negative weights
   * @param faster factor of the learning rates c_1 and c_μ: 1, or (N+2)/3 where only a diagonal is learnt
   */
  static CmaParameters of(int n, int lambda, boolean active, double faster) {
    double[] w = new double[lambda];
    int mu = lambda / 2;
    for (int i = 0; i < lambda; i++) {
      w[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1);
    }
    double muEff = effective(w, 0, mu);
    double muMinus = effective(w, mu, lambda);
    double c1 = Math.min(1, faster * Math.min(1, lambda / 6.0) * 2 / ((n + 1.3) * (n + 1.3) + muEff));
    double cMu = Math.min(1 - c1, faster * 2 * (0.25 + muEff + 1 / muEff - 2) / ((n + 2.0) * (n + 2.0) + muEff));
    double most = Math.min(Math.min(1 + c1 / cMu, 1 + 2 * muMinus / (muEff + 2)), (1 - c1 - cMu) / (n * cMu));
    scale(w, 0, mu, 1);
    scale(w, mu, lambda, active && cMu > 0 ? Math.max(0, most) : 0);
    double cSigma = (muEff + 2) / (n + muEff + 3);
    double dSigma = 1 + cSigma + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1);
    double cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
    double chi = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    return new CmaParameters(n, w, mu, muEff, c1, cMu, cc, cSigma, dSigma, chi);
  }

  private static double effective(double[] w, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += w[i];
      squares += w[i] * w[i];
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** Makes the absolute values sum to {@code total}. */
  private static void scale(double[] w, int from, int to, double total) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(w[i]);
    }
    for (int i = from; i < to; i++) {
      w[i] = sum > 0 ? w[i] * total / sum : 0;
    }
  }

  int lambda() {
    return weights.length;
  }

  /** Σ w. */
  double total() {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    return sum;
  }

  /** After how many generations the eigendecomposition is made anew: it then costs O(N²) per candidate. */
  int lazy() {
    return Math.max(1, (int) (1 / (10.0 * n * (c1 + cMu))));
  }
}
