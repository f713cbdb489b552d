package dev.danskin.bench.algebra;

import java.util.Optional;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R064Store;

/** Oj! Algorithms: decompositions may be used again, matrices are column by column. */
final class OjAlgo implements Algebra {
  private final int n;
  private final R064Store a;
  private final R064Store product;
  private final R064Store right;
  private final Eigenvalue<Double> eigen;
  private final Cholesky<Double> cholesky;
  private final PhysicalStore<Double> solution;

  OjAlgo(int n, double[] elements) {
    this.n = n;
    a = R064Store.wrap(elements.clone(), n);
    product = R064Store.FACTORY.make(n, n);
    right = R064Store.FACTORY.make(n, 1);
    eigen = Eigenvalue.R064.make(n, true);
    cholesky = Cholesky.R064.make(n, n);
    solution = cholesky.preallocate(n, 1);
  }

  @Override
  public void eigen(double[] values, double[] vectors) {
    if (!eigen.decompose(a)) {
      throw new ArithmeticException("expected a decomposition, found none");
    }
    eigen.getEigenvalues(values, Optional.empty());
    MatrixStore<Double> v = eigen.getV();
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = v.doubleValue(k % n, k / n);
    }
  }

  @Override
  public void solve(double[] b, double[] x) {
    for (int i = 0; i < n; i++) {
      right.set(i, 0, b[i]);
    }
    if (!cholesky.decompose(a)) {
      throw new ArithmeticException("expected a positive definite matrix, found another");
    }
    MatrixStore<Double> solved = cholesky.getSolution(right, solution);
    for (int i = 0; i < n; i++) {
      x[i] = solved.doubleValue(i, 0);
    }
  }

  @Override
  public Object square() {
    product.fillByMultiplying(a, a);
    return product;
  }
}
