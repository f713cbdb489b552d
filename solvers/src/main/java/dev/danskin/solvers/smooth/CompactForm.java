package dev.danskin.solvers.smooth;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * B = θ I − W M Wᵀ, W = [Y, θS], M⁻¹ = [−D, Lᵀ; L, θ SᵀS], where SᵀY = L + D + R, L strictly lower and D diagonal: the matrix of
 * L-BFGS (Byrd, Nocedal, Schnabel: Representations of quasi-Newton matrices and their use in limited memory methods; Math.
 * Programming 63, 1994).
 */
final class CompactForm {
  private final double theta;
  /** The columns of W, [2k][n]. */
  private final double[][] w;
  /** D, [k], and L, [k][k]. */
  private final double[] d;
  private final double[][] lower;
  private final double[][] ss;
  /** Of θ SᵀS + L D⁻¹ Lᵀ; null if it is not positive definite to machine precision. */
  private final Cholesky schur;

  CompactForm(Pairs pairs) {
    List<Pairs.Pair> list = pairs.list();
    int k = list.size();
    theta = pairs.theta();
    w = new double[2 * k][];
    d = new double[k];
    lower = new double[k][k];
    ss = new double[k][k];
    for (int i = 0; i < k; i++) {
      Pairs.Pair p = list.get(i);
      w[i] = p.y();
      w[k + i] = Vectors.scale(theta, p.s().clone());
      d[i] = p.sy();
      for (int j = 0; j <= i; j++) {
        ss[i][j] = Vectors.dot(p.s(), list.get(j).s());
        ss[j][i] = ss[i][j];
        lower[i][j] = j < i ? Vectors.dot(p.s(), list.get(j).y()) : 0;
      }
    }
    schur = Cholesky.of(complement());
  }

  private double[][] complement() {
    int k = d.length;
    double[][] a = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = theta * ss[i][j];
        for (int l = 0; l < j; l++) {
          a[i][j] += lower[i][l] * lower[j][l] / d[l];
        }
      }
    }
    return a;
  }

  /** Whether rounding has left the matrix usable. */
  boolean sound() {
    return schur != null;
  }

  double theta() {
    return theta;
  }

  /** 2k. */
  int rank() {
    return w.length;
  }

  /** Wᵀv, [2k]. */
  double[] project(double[] v) {
    double[] p = new double[w.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Vectors.dot(w[i], v);
    }
    return p;
  }

  /** v ← v + a W p. */
  void add(double a, double[] p, double[] v) {
    for (int i = 0; i < p.length; i++) {
      Vectors.add(a * p[i], w[i], v);
    }
  }

  /** Row b of W, [2k]. */
  double[] row(int b) {
    double[] row = new double[w.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = w[i][b];
    }
    return row;
  }

  /** M p, [2k]. */
  double[] middle(double[] p) {
    int k = d.length;
    double[] q = new double[2 * k];
    double[] b = new double[k];
    for (int i = 0; i < k; i++) {
      b[i] = p[k + i];
      for (int j = 0; j < i; j++) {
        b[i] += lower[i][j] * p[j] / d[j];
      }
    }
    if (k > 0) {
      schur.solve(b);
    }
    for (int j = 0; j < k; j++) {
      double sum = -p[j];
      for (int i = j + 1; i < k; i++) {
        sum += lower[i][j] * b[i];
      }
      q[j] = sum / d[j];
      q[k + j] = b[j];
    }
    return q;
  }

  /**
   * (M⁻¹ − θ⁻¹ W_Fᵀ W_F)⁻¹ p, W_F the rows of W at {@code free}.
   *
   * @return null if the matrix is singular to machine precision
   */
  double[] reducedMiddle(int[] free, double[] p) {
    int k = d.length;
    DMatrixRMaj a = new DMatrixRMaj(2 * k, 2 * k);
    double[][] rows = gathered(free);
    for (int i = 0; i < 2 * k; i++) {
      for (int j = 0; j <= i; j++) {
        double v = inverseMiddle(i, j) - Vectors.dot(rows[i], rows[j]) / theta;
        a.set(i, j, v);
        a.set(j, i, v);
      }
    }
    LinearSolverDense<DMatrixRMaj> lu = LinearSolverFactory_DDRM.lu(2 * k);
    DMatrixRMaj x = new DMatrixRMaj(2 * k, 1);
    if (!lu.setA(a) || lu.quality() < 1e-300) {
      return null;
    }
    lu.solve(new DMatrixRMaj(2 * k, 1, true, p), x);
    return x.data;
  }

  private double inverseMiddle(int i, int j) {
    int k = d.length;
    if (i < k) {
      return i == j ? -d[i] : 0;
    }
    return j < k ? lower[i - k][j] : theta * ss[i - k][j - k];
  }

  private double[][] gathered(int[] free) {
    double[][] rows = new double[w.length][free.length];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < free.length; f++) {
        rows[i][f] = w[i][free[f]];
      }
    }
    return rows;
  }
}
