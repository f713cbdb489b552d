package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.add;
import static dev.danskin.solvers.quadratic.Vectors.dot;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/**
 * Points y_1 … y_m in n dimensions, the values there, and H, the inverse of the system by which a quadratic takes given values with the
 * least Frobenius norm of its Hessian,
 *
 * <pre>
 *   W = ( A  Xᵀ )     A_jk = ½ (y_jᵀ y_k)²,  X = ( 1 … 1   )     H = ( ZZᵀ  Ξᵀ )
 *       ( X  0  )                              ( y_1 … y_m )         ( Ξ    Υ  )
 * </pre>
 *
 * without the rows and columns of the constants, which are not needed where polynomials are told by their difference from the value at
 * the best point. Column k of H holds the Lagrange function of point k. When a point moves, H changes by rank two; keeping ZZᵀ as a
 * product keeps its rank m − n − 1 (Powell: Least Frobenius norm updating of quadratic models that satisfy interpolation conditions,
 * Math. Program. 100, 2004).
 */
final class InterpolationSet {
  final int n;
  final int m;
  /** [m][n], relative to an origin that the owner keeps. */
  final double[][] y;
  /** [m]. */
  final double[] f;
  /** Of which point the value is least. */
  int best;
  /** Z, [m][m − n − 1]. */
  final double[][] z;
  /** Ξᵀ, [m][n]. */
  final double[][] xi;
  /** Υ, [n][n]. */
  final double[][] upsilon;
  /** Hw at the place that {@link #look} looked at, points' part [m] and linear part [n]. */
  private final double[] hw;
  private final double[] linear;
  private double beta;
  private final double[] v;
  private final double[] zv;

  InterpolationSet(int n, int m) {
    this.n = n;
    this.m = m;
    y = new double[m][n];
    f = new double[m];
    z = new double[m][m - n - 1];
    xi = new double[m][n];
    upsilon = new double[n][n];
    hw = new double[m];
    linear = new double[n];
    v = new double[m];
    zv = new double[m - n - 1];
  }

  /** The best point; not to be overwritten. */
  double[] centre() {
    return y[best];
  }

  /**
   * Looks at the place centre + d: the values Hw of all Lagrange functions there, and β = ½‖y‖⁴ − wᵀHw, in terms of the difference from
   * the centre, whose column of W the same formulas give.
   */
  void look(double[] d) {
    double[] c = y[best];
    Vectors.times(upsilon, d, linear);
    double quadratic = dot(linear, d);
    Arrays.fill(zv, 0);
    for (int k = 0; k < m; k++) {
      double p = dot(y[k], d);
      v[k] = p * (p / 2 + dot(y[k], c));
      hw[k] = dot(xi[k], d);
      quadratic += 2 * v[k] * hw[k];
      add(v[k], z[k], zv);
      add(v[k], xi[k], linear);
    }
    for (int k = 0; k < m; k++) {
      hw[k] += dot(z[k], zv);
    }
    hw[best] += 1;
    double s = dot(c, d);
    double dd = dot(d, d);
    beta = s * s + dd * (dot(c, c) + 2 * s + dd / 2) - (quadratic + dot(zv, zv));
  }

  /** The value of Lagrange function t at the place looked at. */
  double lagrange(int t) {
    return hw[t];
  }

  /** σ = αβ + τ², by which the determinant of W grows if point t moves to the place looked at. */
  double denominator(int t) {
    return dot(z[t], z[t]) * beta + hw[t] * hw[t];
  }

  /** Moves point t to the place looked at, centre + d, where the value is {@code value}. */
  void move(int t, double[] d, double value) {
    rotate(t);
    double zeta = z[t][0];
    double alpha = zeta * zeta;
    double tau = hw[t];
    double sigma = alpha * beta + tau * tau;
    double[] he = xi[t].clone();
    for (int i = 0; i < n; i++) {
      double q = -linear[i];
      for (int j = 0; j < n; j++) {
        upsilon[i][j] += (-alpha * q * linear[j] - beta * he[i] * he[j] + tau * (q * he[j] - he[i] * linear[j])) / sigma;
      }
    }
    double root = Math.sqrt(sigma);
    for (int k = 0; k < m; k++) {
      double p = (k == t ? 1 : 0) - hw[k];
      double h = zeta * z[k][0];
      double onLinear = -(alpha * p + tau * h) / sigma;
      double onHe = (tau * p - beta * h) / sigma;
      for (int i = 0; i < n; i++) {
        xi[k][i] += onLinear * linear[i] + onHe * he[i];
      }
      z[k][0] = (tau * z[k][0] + zeta * p) / root;
    }
    double[] to = new double[n];
    for (int i = 0; i < n; i++) {
      to[i] = y[best][i] + d[i];
    }
    y[t] = to;
    f[t] = value;
  }

  /** Rotates columns of Z, which leaves ZZᵀ, until row t has but its first element. */
  private void rotate(int t) {
    for (int j = 1; j < z[t].length; j++) {
      double b = z[t][j];
      if (b == 0) {
        continue;
      }
      double a = z[t][0];
      double norm = Math.sqrt(a * a + b * b);
      double cos = a / norm;
      double sin = b / norm;
      for (double[] row : z) {
        double first = row[0];
        row[0] = cos * first + sin * row[j];
        row[j] = cos * row[j] - sin * first;
      }
      z[t][j] = 0;
    }
  }

  /** Makes {@code s} the origin: y ← y − s. H is no longer the inverse. */
  void shift(double[] s) {
    for (double[] row : y) {
      add(-1, s, row);
    }
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("y", flat(y)).with("f", f).with("best", best).with("z", flat(z)).with("xi", flat(xi))
        .with("upsilon", flat(upsilon));
  }

  void restore(Snapshot saved) {
    into(saved.doubles("y", m * n), y);
    System.arraycopy(saved.doubles("f", m), 0, f, 0, m);
    best = saved.count("best", m - 1);
    into(saved.doubles("z", m * (m - n - 1)), z);
    into(saved.doubles("xi", m * n), xi);
    into(saved.doubles("upsilon", n * n), upsilon);
  }

  static double[] flat(double[][] rows) {
    double[] all = new double[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
    }
    return all;
  }

  static void into(double[] all, double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, i * rows[i].length, rows[i], 0, rows[i].length);
    }
  }
}
