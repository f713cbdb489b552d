package dev.danskin.bench.algebra;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** Hipparchus: decompositions are objects made for one matrix. */
final class Hipparchus implements Algebra {
  private final int n;
  private final RealMatrix a;

  Hipparchus(int n, double[] elements) {
    this.n = n;
    a = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.setEntry(i, j, elements[i * n + j]);
      }
    }
  }

  @Override
  public void eigen(double[] values, double[] vectors) {
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(a);
    System.arraycopy(eigen.getEigenvalues(), 0, values, 0, n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(eigen.getEigenvector(i).toArray(), 0, vectors, i * n, n);
    }
  }

  @Override
  public void solve(double[] b, double[] x) {
    System.arraycopy(new CholeskyDecomposition(a).getSolver().solve(new ArrayRealVector(b, false)).toArray(), 0, x, 0, n);
  }

  @Override
  public Object square() {
    return a.multiply(a);
  }
}
