package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;

/**
 * H of an {@link InterpolationSet} from its points alone. Let Xᵀ = (Q₁ N) (R; 0) be orthogonal × triangular, so N spans the null space
 * of X, and NᵀAN = LLᵀ. Then, with P = R⁻¹Q₁ᵀ,
 *
 * <pre>
 *   Z = N L⁻ᵀ,   Ξ = P − P A Z Zᵀ,   Υ = (P A Z)(P A Z)ᵀ − P A Pᵀ.
 * </pre>
 *
 * Points are scaled to the unit ball first.
 */
final class Inversion {
  /** A Cholesky factor of a smaller share of the largest is lost in rounding. */
  private static final double LOST = 1e-13;

  private final InterpolationSet set;
  private final int n;
  private final int m;
  private double scale;

  private Inversion(InterpolationSet set) {
    this.set = set;
    n = set.n;
    m = set.m;
  }

  /** Computes H; false, H then unchanged, if the points do not determine a model as well as doubles can tell. */
  static boolean of(InterpolationSet set) {
    return new Inversion(set).invert();
  }

  private boolean invert() {
    double most = 0;
    for (double[] row : set.y) {
      most = Math.max(most, dot(row, row));
    }
    scale = Math.sqrt(most);
    if (!(scale > 0) || !Double.isFinite(scale)) {
      return false;
    }
    QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
    if (!qr.decompose(xTransposed())) {
      return false;
    }
    DMatrixRMaj q = qr.getQ(null, false);
    DMatrixRMaj r = qr.getR(null, true);
    double[][] a = products();
    double[][] zt = z(q, a);
    double[][] p = zt == null ? null : p(q, r);
    if (p == null) {
      return false;
    }
    fill(a, zt, p);
    return true;
  }

  private DMatrixRMaj xTransposed() {
    DMatrixRMaj x = new DMatrixRMaj(m, n + 1);
    for (int k = 0; k < m; k++) {
      x.set(k, 0, 1);
      for (int i = 0; i < n; i++) {
        x.set(k, i + 1, set.y[k][i] / scale);
      }
    }
    return x;
  }

  /** A. */
  private double[][] products() {
    double[][] a = new double[m][m];
    for (int j = 0; j < m; j++) {
      for (int k = 0; k <= j; k++) {
        double p = dot(set.y[j], set.y[k]) / (scale * scale);
        a[j][k] = p * p / 2;
        a[k][j] = a[j][k];
      }
    }
    return a;
  }

  /** Zᵀ = L⁻¹ Nᵀ, [m − n − 1][m]; null if NᵀAN is singular. */
  private double[][] z(DMatrixRMaj q, double[][] a) {
    int r = m - n - 1;
    double[][] nt = new double[r][m];
    for (int j = 0; j < r; j++) {
      for (int k = 0; k < m; k++) {
        nt[j][k] = q.get(k, n + 1 + j);
      }
    }
    DMatrixRMaj nan = new DMatrixRMaj(r, r);
    double[] an = new double[m];
    for (int j = 0; j < r; j++) {
      Vectors.times(a, nt[j], an);
      for (int k = j; k < r; k++) {
        double s = dot(nt[k], an);
        nan.set(k, j, s);
        nan.set(j, k, s);
      }
    }
    CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    return cholesky.decompose(nan) ? solved(cholesky.getT(null), nt) : null;
  }

  private static double[][] solved(DMatrixRMaj l, double[][] nt) {
    double most = 0;
    for (int j = 0; j < nt.length; j++) {
      most = Math.max(most, l.get(j, j));
    }
    for (int j = 0; j < nt.length; j++) {
      double diagonal = l.get(j, j);
      if (!(diagonal * diagonal > LOST * most * most)) {
        return null;
      }
      for (int k = 0; k < j; k++) {
        Vectors.add(-l.get(j, k), nt[k], nt[j]);
      }
      for (int k = 0; k < nt[j].length; k++) {
        nt[j][k] /= diagonal;
      }
    }
    return nt;
  }

  /** P = R⁻¹ Q₁ᵀ, [n + 1][m]; null if R is singular. */
  private double[][] p(DMatrixRMaj q, DMatrixRMaj r) {
    double[][] p = new double[n + 1][m];
    for (int i = n; i >= 0; i--) {
      double diagonal = r.get(i, i);
      if (!(diagonal * diagonal > LOST)) {
        return null;
      }
      for (int k = 0; k < m; k++) {
        p[i][k] = q.get(k, i);
      }
      for (int j = i + 1; j <= n; j++) {
        Vectors.add(-r.get(i, j), p[j], p[i]);
      }
      for (int k = 0; k < m; k++) {
        p[i][k] /= diagonal;
      }
    }
    return p;
  }

  private void fill(double[][] a, double[][] zt, double[][] p) {
    int r = zt.length;
    double[] pa = new double[m];
    double[][] paz = new double[n + 1][r];
    double[][] pap = new double[n + 1][n + 1];
    for (int i = 0; i <= n; i++) {
      Vectors.times(a, p[i], pa);
      for (int j = 0; j < r; j++) {
        paz[i][j] = dot(pa, zt[j]);
      }
      for (int j = 0; j <= n; j++) {
        pap[i][j] = dot(pa, p[j]);
      }
    }
    double squared = scale * scale;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        set.upsilon[i][j] = squared * (dot(paz[i + 1], paz[j + 1]) - (pap[i + 1][j + 1] + pap[j + 1][i + 1]) / 2);
      }
      double[] row = p[i + 1];
      for (int j = 0; j < r; j++) {
        Vectors.add(-paz[i + 1][j], zt[j], row);
      }
      for (int k = 0; k < m; k++) {
        set.xi[k][i] = row[k] / scale;
      }
    }
    for (int k = 0; k < m; k++) {
      for (int j = 0; j < r; j++) {
        set.z[k][j] = zt[j][k] / squared;
      }
    }
  }
}
