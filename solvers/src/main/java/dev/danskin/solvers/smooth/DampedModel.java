package dev.danskin.solvers.smooth;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * m(p) = ‖r + J p‖² within ‖D p‖ ≤ Δ. With J D⁻¹ = U Σ Vᵀ the minimiser is D p = q(λ) = −V (Σ² + λ)⁻¹ Σ Uᵀ r, λ ≥ 0 the root of the secular
 * equation ‖q(λ)‖ = Δ, or 0 if ‖q(0)‖ ≤ Δ.
 */
final class DampedModel {
  /** ‖q(λ)‖ meets Δ to this share. */
  private static final double EXACT = 0.1;
  private static final int MOST = 50;

  private final double[] d;
  /** Σ, and Σ Uᵀ r. */
  private final double[] sigma;
  private final double[] projected;
  private final DMatrixRMaj vt;

  private DampedModel(double[] d, double[] sigma, double[] projected, DMatrixRMaj vt) {
    this.d = d;
    this.sigma = sigma;
    this.projected = projected;
    this.vt = vt;
  }

  /**
   * The model of these columns of J, [n][m], and their D, [n].
   *
   * @return null if the decomposition fails
   */
  static DampedModel of(double[][] columns, double[] d, double[] r) {
    int n = columns.length;
    DMatrixRMaj a = new DMatrixRMaj(r.length, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < r.length; i++) {
        a.set(i, j, columns[j][i] / d[j]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(r.length, n, true, true, true);
    if (!svd.decompose(a)) {
      return null;
    }
    double[] sigma = svd.getSingularValues();
    DMatrixRMaj ut = svd.getU(null, true);
    double[] projected = new double[sigma.length];
    for (int k = 0; k < sigma.length; k++) {
      for (int i = 0; i < r.length; i++) {
        projected[k] += ut.get(k, i) * r[i];
      }
      projected[k] *= sigma[k];
    }
    return new DampedModel(d, sigma, projected, svd.getV(null, true));
  }

  /** The minimiser, [n], for a radius Δ &gt; 0. */
  double[] within(double radius) {
    double lambda = 0;
    double[] c = coefficients(0);
    double size = Vectors.norm(c);
    for (int k = 0; k < MOST && size > (1 + EXACT) * radius; k++) {
      double slope = 0;
      for (int i = 0; i < c.length; i++) {
        slope += c[i] == 0 ? 0 : c[i] * c[i] / (sigma[i] * sigma[i] + lambda);
      }
      lambda += (size - radius) / radius * size * size / slope;
      c = coefficients(lambda);
      size = Vectors.norm(c);
    }
    return step(c);
  }

  /** −(Σ² + λ)⁻¹ Σ Uᵀ r; at λ = 0 without the singular values that are 0 to machine precision. */
  private double[] coefficients(double lambda) {
    double largest = Vectors.largest(sigma);
    double[] c = new double[sigma.length];
    for (int k = 0; k < c.length; k++) {
      boolean nothing = sigma[k] <= c.length * Math.ulp(1.0) * largest && lambda == 0;
      c[k] = nothing ? 0 : -projected[k] / (sigma[k] * sigma[k] + lambda);
    }
    return c;
  }

  private double[] step(double[] c) {
    double[] p = new double[d.length];
    for (int j = 0; j < p.length; j++) {
      for (int k = 0; k < c.length; k++) {
        p[j] += vt.get(k, j) * c[k];
      }
      p[j] /= d[j];
    }
    return p;
  }
}
