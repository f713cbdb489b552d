package dev.danskin.bench.algebra;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Apache Commons Math 3: decompositions are objects made for one matrix. */
final class CommonsMath implements Algebra {
  private final int n;
  private final RealMatrix a;

  CommonsMath(int n, double[] elements) {
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
    EigenDecomposition eigen = new EigenDecomposition(a);
    System.arraycopy(eigen.getRealEigenvalues(), 0, values, 0, n);
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
