package dev.danskin.solvers.cma;

import dev.danskin.api.Snapshot;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** A full matrix of which the lower triangle is kept; decomposed by the symmetric QR algorithm of EJML. */
final class FullCovariance implements Covariance {
  private final int n;
  /** Row by row; above the diagonal nothing is read. */
  private final double[] c;
  /** The k-th eigenvector in row k. */
  private final double[] b;
  private final double[] d;
  private final double[] scratch;
  private final DMatrixRMaj symmetric;
  private final EigenDecomposition_F64<DMatrixRMaj> eigen;

  FullCovariance(double[] deviations) {
    n = deviations.length;
    c = new double[n * n];
    b = new double[n * n];
    d = new double[n];
    scratch = new double[n];
    symmetric = new DMatrixRMaj(n, n);
    eigen = DecompositionFactory_DDRM.eig(n, true, true);
    for (int i = 0; i < n; i++) {
      c[i * n + i] = deviations[i] * deviations[i];
      b[i * n + i] = 1;
      d[i] = deviations[i];
    }
  }

  @Override
  public void colour(double[] z, double[] y) {
    for (int j = 0; j < n; j++) {
      scratch[j] = d[j] * z[j];
    }
    turn(scratch, y);
  }

  @Override
  public void turn(double[] z, double[] out) {
    Arrays.fill(out, 0);
    for (int j = 0; j < n; j++) {
      double a = z[j];
      int row = j * n;
      for (int i = 0; i < n; i++) {
        out[i] += a * b[row + i];
      }
    }
  }

  @Override
  public void update(double decay, double c1, double[] path, double[] weights, double[][] y, int[] order) {
    for (int i = 0; i < n; i++) {
      double a = c1 * path[i];
      int row = i * n;
      for (int j = 0; j <= i; j++) {
        c[row + j] = decay * c[row + j] + a * path[j];
      }
    }
    for (int k = 0; k < weights.length; k++) {
      add(weights[k], y[order[k]]);
    }
  }

  private void add(double w, double[] y) {
    if (w == 0) {
      return;
    }
    for (int i = 0; i < n; i++) {
      double a = w * y[i];
      int row = i * n;
      for (int j = 0; j <= i; j++) {
        c[row + j] += a * y[j];
      }
    }
  }

  @Override
  public boolean decompose() {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double v = c[i * n + j];
        if (!Double.isFinite(v)) {
          return false;
        }
        symmetric.data[i * n + j] = v;
        symmetric.data[j * n + i] = v;
      }
    }
    if (!eigen.decompose(symmetric)) {
      return false;
    }
    for (int k = 0; k < n; k++) {
      double value = eigen.getEigenvalue(k).getReal();
      if (!(value > 0)) {
        return false;
      }
      d[k] = Math.sqrt(value);
      System.arraycopy(eigen.getEigenVector(k).data, 0, b, k * n, n);
    }
    return true;
  }

  @Override
  public double deviation(int i) {
    return Math.sqrt(c[i * n + i]);
  }

  @Override
  public void axis(int i, double[] out) {
    for (int j = 0; j < n; j++) {
      out[j] = d[i] * b[i * n + j];
    }
  }

  @Override
  public double[] lengths() {
    return d;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("c", c).with("b", b).with("d", d);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("c", c.length), 0, c, 0, c.length);
    System.arraycopy(saved.doubles("b", b.length), 0, b, 0, b.length);
    System.arraycopy(saved.doubles("d", n), 0, d, 0, n);
  }
}
