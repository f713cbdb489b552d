package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;

/**
 * d = −H g, H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, ρ = 1/sᵀy: BFGS (Broyden, Fletcher, Goldfarb, Shanno 1970), begun with sᵀy/yᵀy · I
 * and not updated where sᵀy is not positive. Where variables are fixed, H_FF − H_FA H_AA⁻¹ H_AF is the inverse of B's part at the free
 * ones. Needs D² numbers.
 */
public record DenseQuasiNewton() implements Descent {
  @Override
  public Rule begin(int n) {
    return new Dense(n);
  }

  private static final class Dense implements Rule {
    private final int n;
    /** H, [n][n]; null for I. */
    private double[][] h;

    Dense(int n) {
      this.n = n;
    }

    @Override
    public double[] direction(Place at, int[] free, Hessian hessian) {
      if (h == null) {
        return Free.steepest(at, free);
      }
      double[] g = Free.scattered(Free.gathered(at.gradient(), free), free, n);
      double[] d = times(g);
      if (free.length < n && !reduce(d, free)) {
        return Free.steepest(at, free);
      }
      return Vectors.scale(-1, d);
    }

    /** d = H g becomes the product with the inverse of the reduced matrix; false if that fails. */
    private boolean reduce(double[] d, int[] free) {
      int[] fixed = others(free);
      double[][] a = new double[fixed.length][fixed.length];
      for (int i = 0; i < fixed.length; i++) {
        for (int j = 0; j <= i; j++) {
          a[i][j] = h[fixed[i]][fixed[j]];
        }
      }
      Cholesky c = Cholesky.of(a);
      if (c == null) {
        return false;
      }
      double[] back = c.solve(Free.gathered(d, fixed));
      Vectors.add(-1, times(Free.scattered(back, fixed, n)), d);
      for (int i : fixed) {
        d[i] = 0;
      }
      return true;
    }

    private int[] others(int[] free) {
      int[] fixed = new int[n - free.length];
      int k = 0;
      int m = 0;
      for (int i = 0; i < n; i++) {
        if (k < free.length && free[k] == i) {
          k++;
        } else {
          fixed[m++] = i;
        }
      }
      return fixed;
    }

    private double[] times(double[] v) {
      double[] p = new double[n];
      for (int i = 0; i < n; i++) {
        p[i] = Vectors.dot(h[i], v);
      }
      return p;
    }

    @Override
    public boolean scaled() {
      return h != null;
    }

    @Override
    public void learn(Place from, Place to) {
      double[] s = Vectors.minus(to.x(), from.x());
      double[] y = Vectors.minus(to.gradient(), from.gradient());
      double sy = Vectors.dot(s, y);
      double yy = Vectors.dot(y, y);
      if (!(sy > Math.ulp(1.0) * yy) || !Double.isFinite(yy / sy)) {
        return;
      }
      if (h == null) {
        h = new double[n][n];
        for (int i = 0; i < n; i++) {
          h[i][i] = sy / yy;
        }
      }
      double[] hy = times(y);
      double both = (1 + Vectors.dot(y, hy) / sy) / sy;
      for (int i = 0; i < n; i++) {
        Vectors.add(both * s[i] - hy[i] / sy, s, h[i]);
        Vectors.add(-s[i] / sy, hy, h[i]);
      }
    }

    @Override
    public void forget() {
      h = null;
    }

    @Override
    public Snapshot save() {
      Snapshot all = Snapshot.EMPTY.with("begun", h == null ? 0 : 1);
      for (int i = 0; h != null && i < n; i++) {
        all = all.with("h-" + i, h[i]);
      }
      return all;
    }

    @Override
    public void restore(Snapshot saved) {
      h = saved.count("begun", 1) == 0 ? null : new double[n][];
      for (int i = 0; h != null && i < n; i++) {
        h[i] = saved.doubles("h-" + i, n);
      }
    }
  }
}
