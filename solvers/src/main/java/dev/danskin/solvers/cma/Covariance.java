package dev.danskin.solvers.cma;

import dev.danskin.api.Snapshot;

/** C, the shape of the distribution that candidates are drawn from: C = B D² Bᵀ, B orthogonal, D diagonal. */
interface Covariance {
  /** y = B D z. */
  void colour(double[] z, double[] y);

  /** C^{−1/2} y for y = B D z, which is B z. */
  void turn(double[] z, double[] out);

  /**
   * C ← decay·C + c_1 p pᵀ + Σ_k w_k y_k y_kᵀ.
   *
   * @param order the rows of {@code y} that belong to the weights
   */
  void update(double decay, double c1, double[] path, double[] weights, double[][] y, int[] order);

  /** Brings B and D up to date; false if C is no covariance any more. */
  boolean decompose();

  /** √C_ii. */
  double deviation(int i);

  /** The i-th axis B e_i · D_i, into {@code out}. */
  void axis(int i, double[] out);

  /** D, not to be overwritten. */
  double[] lengths();

  /** The largest eigenvalue over the least. */
  default double condition() {
    double least = Double.POSITIVE_INFINITY;
    for (double d : lengths()) {
      least = Math.min(least, d);
    }
    double ratio = longest() / least;
    return ratio * ratio;
  }

  /** max D. */
  default double longest() {
    double most = 0;
    for (double d : lengths()) {
      most = Math.max(most, d);
    }
    return most;
  }

  Snapshot save();

  void restore(Snapshot saved);
}
