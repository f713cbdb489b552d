package dev.danskin.solvers.search;

import dev.danskin.api.Snapshot;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** N(0, σ²BBᵀ), det B = 1; see {@link NaturalEvolution}. */
final class FullNormal implements SearchDistribution {
  private final int d;
  private final double eta;
  private double sigma;
  private DMatrixRMaj b;

  FullNormal(int d, double sigma) {
    this.d = d;
    this.sigma = sigma;
    eta = (9 + 3 * StrictMath.log(d)) / (5 * d * Math.sqrt(d));
    b = CommonOps_DDRM.identity(d);
  }

  @Override
  public double[] scaled(double[] s) {
    double[] z = new double[d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        z[i] += b.data[i * d + j] * s[j];
      }
      z[i] *= sigma;
    }
    return z;
  }

  @Override
  public void learn(double[][] s, double[] u) {
    DMatrixRMaj g = new DMatrixRMaj(d, d);
    for (int k = 0; k < u.length; k++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          g.data[i * d + j] += u[k] * (s[k][i] * s[k][j] - (i == j ? 1 : 0));
        }
      }
    }
    double trace = CommonOps_DDRM.trace(g) / d;
    for (int i = 0; i < d; i++) {
      g.data[i * d + i] -= trace;
    }
    sigma *= StrictMath.exp(eta / 2 * trace);
    DMatrixRMaj product = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(b, exponential(g, eta / 2), product);
    b = product;
  }

  /** exp(tG) = Q exp(tΛ) Qᵀ of a symmetric G = QΛQᵀ. */
  static DMatrixRMaj exponential(DMatrixRMaj g, double t) {
    int d = g.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(g.copy())) {
      throw new IllegalStateException("expected a gradient with eigenvalues, found " + g);
    }
    DMatrixRMaj sum = new DMatrixRMaj(d, d);
    for (int k = 0; k < d; k++) {
      DMatrixRMaj q = eigen.getEigenVector(k);
      CommonOps_DDRM.multAddTransB(StrictMath.exp(t * eigen.getEigenvalue(k).getReal()), q, q, sum);
    }
    return sum;
  }

  @Override
  public double largest() {
    double most = 0;
    for (int i = 0; i < d; i++) {
      double norm2 = 0;
      for (int j = 0; j < d; j++) {
        norm2 += b.data[i * d + j] * b.data[i * d + j];
      }
      most = Math.max(most, norm2);
    }
    return sigma * Math.sqrt(most);
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("sigma", new double[] {sigma}).with("b", b.data);
  }

  @Override
  public void restore(Snapshot saved) {
    sigma = saved.doubles("sigma", 1)[0];
    b = DMatrixRMaj.wrap(d, d, saved.doubles("b", d * d));
  }
}
