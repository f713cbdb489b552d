package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;

import dev.danskin.api.Snapshot;

/**
 * Q(c + d) − Q(c) = gᵀd + ½ dᵀDd about the best point c of an {@link InterpolationSet}. Of all quadratics that take the values of the
 * set it is the one whose D is nearest, in Frobenius norm, to that of the model before.
 */
final class QuadraticModel {
  /** [n], at the centre. */
  final double[] g;
  /** D, [n][n], symmetric. */
  final double[][] hessian;
  private final double[] work;

  QuadraticModel(int n) {
    g = new double[n];
    hessian = new double[n][n];
    work = new double[n];
  }

  /** Q(c + d) − Q(c). */
  double change(double[] d) {
    Vectors.times(hessian, d, work);
    return dot(g, d) + dot(work, d) / 2;
  }

  /** After the centre moved by d. */
  void recentre(double[] d) {
    Vectors.times(hessian, d, work);
    Vectors.add(1, work, g);
  }

  /** Adds c times the Lagrange function of point t of {@code set}, whose centre is ours. */
  void add(double c, InterpolationSet set, int t) {
    double[] omega = new double[set.m];
    for (int k = 0; k < set.m; k++) {
      omega[k] = c * dot(set.z[t], set.z[k]);
    }
    add(omega, set);
    Vectors.add(c, set.xi[t], g);
  }

  /** The quadratic Σ ½ ω_k (y_kᵀx)², where the sum of ω_k y_k is zero. */
  private void add(double[] omega, InterpolationSet set) {
    double[] c = set.centre();
    for (int k = 0; k < set.m; k++) {
      double[] row = set.y[k];
      if (omega[k] == 0) {
        continue;
      }
      for (int i = 0; i < row.length; i++) {
        double scaled = omega[k] * row[i];
        double[] into = hessian[i];
        for (int j = 0; j <= i; j++) {
          into[j] += scaled * row[j];
        }
      }
      Vectors.add(omega[k] * dot(row, c), row, g);
    }
    mirror();
  }

  private void mirror() {
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
  }

  /** Takes the values of the set again, by the least change of D. */
  void fit(InterpolationSet set) {
    double[] wrong = new double[set.m];
    double[] d = new double[g.length];
    for (int k = 0; k < set.m; k++) {
      for (int i = 0; i < d.length; i++) {
        d[i] = set.y[k][i] - set.centre()[i];
      }
      wrong[k] = set.f[k] - set.f[set.best] - change(d);
    }
    addInterpolant(wrong, set);
  }

  /** Adds the quadratic of least ‖D‖ that takes {@code values} at the points of the set. */
  private void addInterpolant(double[] values, InterpolationSet set) {
    double[] zv = new double[set.z[0].length];
    for (int k = 0; k < set.m; k++) {
      Vectors.add(values[k], set.z[k], zv);
    }
    double[] omega = new double[set.m];
    for (int k = 0; k < set.m; k++) {
      omega[k] = dot(set.z[k], zv);
      Vectors.add(values[k], set.xi[k], g);
    }
    add(omega, set);
  }

  /** The quadratic of least ‖D‖ that takes the values of the set, with no regard to models before. */
  static QuadraticModel least(InterpolationSet set) {
    QuadraticModel q = new QuadraticModel(set.n);
    q.fit(set);
    return q;
  }

  /** Becomes {@code other}. */
  void set(QuadraticModel other) {
    System.arraycopy(other.g, 0, g, 0, g.length);
    for (int i = 0; i < g.length; i++) {
      System.arraycopy(other.hessian[i], 0, hessian[i], 0, g.length);
    }
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("g", g).with("hessian", InterpolationSet.flat(hessian));
  }

  void restore(Snapshot saved) {
    int n = g.length;
    System.arraycopy(saved.doubles("g", n), 0, g, 0, n);
    InterpolationSet.into(saved.doubles("hessian", n * n), hessian);
  }
}
