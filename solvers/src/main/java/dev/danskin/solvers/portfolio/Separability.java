package dev.danskin.solvers.portfolio;

import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;

/**
 * Whether a function looks like a sum over coordinates. If it is one, then for any points a and b and any set S of coordinates
 *
 * <pre>
 *   f(a) + f(b) = f(a with b's coordinates in S) + f(b with a's coordinates in S)
 * </pre>
 *
 * <p>which is looked at for the start, a random place and random sets, each coordinate in S or not by the toss of a coin (after Omidvar, Li, Mei,
 * Yao: Cooperative co-evolution with differential grouping for large scale optimization; IEEE TEC 2014, where S is one coordinate).
 */
final class Separability {
  /** How many sets are tried. */
  private static final int SETS = 4;
  /** Values asked for per instance. */
  static final int VALUES = 2 + 2 * SETS;
  /** What rounding may do to the sum, relative to the sizes of its terms. */
  private static final double TOLERANCE = 1e-9;

  private Separability() {}

  /** For each instance, whether it may be a sum; costs {@link #VALUES} values of each that is open. */
  static boolean[] of(Oracle oracle, RunContext run) {
    int n = oracle.start().rows();
    int[] all = new int[n];
    java.util.Arrays.setAll(all, i -> i);
    int[] open = oracle.open(all);
    double[][] rows = new double[open.length * VALUES][];
    int[] instance = new int[rows.length];
    for (int k = 0; k < open.length; k++) {
      double[][] points = points(new SearchSpace(oracle, open[k], run));
      for (int j = 0; j < VALUES; j++) {
        rows[k * VALUES + j] = points[j];
        instance[k * VALUES + j] = open[k];
      }
    }
    Tensor start = oracle.start();
    Shape shape = start.shape().withRows(rows.length);
    Tensor z = start.memory().allocate(start.type(), shape);
    z.mapRows((r, v) -> System.arraycopy(rows[r], 0, v, 0, v.length), z);
    double[] f = oracle.at(new Points(z, instance), Order.VALUE, 0).values();
    boolean[] sums = new boolean[n];
    for (int k = 0; k < open.length; k++) {
      sums[open[k]] = additive(f, k * VALUES);
    }
    return sums;
  }

  /** a, b, and their exchanges. */
  private static double[][] points(SearchSpace space) {
    double[][] p = new double[VALUES][];
    p[0] = space.start();
    p[1] = space.sample();
    int d = space.dimension();
    for (int s = 1; s <= SETS; s++) {
      double[] coin = space.random().uniform(new double[d]);
      // One coordinate in S and one out of it, so that every set says something.
      coin[s % d] = 1;
      coin[(s - 1) % d] = 0;
      p[2 * s] = p[0].clone();
      p[2 * s + 1] = p[1].clone();
      for (int i = 0; i < d; i++) {
        if (coin[i] < 0.5) {
          p[2 * s][i] = p[1][i];
          p[2 * s + 1][i] = p[0][i];
        }
      }
    }
    return p;
  }

  private static boolean additive(double[] f, int from) {
    double a = f[from];
    double b = f[from + 1];
    for (int s = 1; s <= SETS; s++) {
      double u = f[from + 2 * s];
      double v = f[from + 2 * s + 1];
      double size = Math.abs(a) + Math.abs(b) + Math.abs(u) + Math.abs(v);
      if (!(Math.abs(a + b - u - v) <= TOLERANCE * size)) {
        return false;
      }
    }
    return true;
  }
}
