package dev.danskin.bench.algebra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Efficient Java Matrix Library: decompositions keep their workspaces. */
final class Ejml implements Algebra {
  private final int n;
  private final DMatrixRMaj a;
  private final DMatrixRMaj copy;
  private final EigenDecomposition_F64<DMatrixRMaj> eigen;
  private final LinearSolverDense<DMatrixRMaj> cholesky;

  Ejml(int n, double[] elements) {
    this.n = n;
    a = DMatrixRMaj.wrap(n, n, elements.clone());
    copy = new DMatrixRMaj(n, n);
    eigen = DecompositionFactory_DDRM.eig(n, true, true);
    cholesky = LinearSolverFactory_DDRM.chol(n);
  }

  @Override
  public void eigen(double[] values, double[] vectors) {
    copy.setTo(a);
    if (!eigen.decompose(copy)) {
      throw new ArithmeticException("expected a decomposition, found none");
    }
    for (int i = 0; i < n; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
      System.arraycopy(eigen.getEigenVector(i).data, 0, vectors, i * n, n);
    }
  }

  @Override
  public void solve(double[] b, double[] x) {
    copy.setTo(a);
    if (!cholesky.setA(copy)) {
      throw new ArithmeticException("expected a positive definite matrix, found another");
    }
    cholesky.solve(DMatrixRMaj.wrap(n, 1, b), DMatrixRMaj.wrap(n, 1, x));
  }

  @Override
  public Object square() {
    CommonOps_DDRM.mult(a, a, copy);
    return copy;
  }
}
