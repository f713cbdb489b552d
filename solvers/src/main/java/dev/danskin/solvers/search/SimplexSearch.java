package dev.danskin.solvers.search;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The run of {@link NelderMead}. */
final class SimplexSearch implements Search {
  /**
   * The mean value has to fall by this, times the longest edge over the gradient of the first simplex, times the squared gradient
   * (Kelley).
   */
  private static final double SUFFICIENT = 1e-4;

  /** Which points were asked for last. */
  private enum Phase { BEGIN, REFLECT, EXPAND, CONTRACT_OUTSIDE, CONTRACT_INSIDE, SHRINK }

  private final NelderMead settings;
  private final SearchSpace space;
  private final double[] width;
  private final int n;
  private final double beta;
  private final double gamma;
  private final double delta;
  private Phase phase = Phase.BEGIN;
  /** The simplex from the best vertex on, [n + 1][n], its values, and the edges to begin another along. */
  private final double[][] x;
  private final double[] f;
  private final double[] edge;
  /** The reflected point and its value. */
  private double[] reflected;
  private double atReflected;
  private long restarts;
  /** The best value when the last simplex had converged. */
  private double converged = Double.POSITIVE_INFINITY;
  private boolean over;
  /** Whether shrinking moves no vertex, in the numbers of the start's type. */
  private boolean stuck;
  /** How far the mean value has to fall, in squared gradients; 0 before the first simplex. */
  private double alpha;

  SimplexSearch(NelderMead settings, SearchSpace space) {
    this.settings = settings;
    this.space = space;
    n = space.dimension();
    width = space.width();
    double d = Math.max(n, 2);
    beta = 1 + 2 / d;
    gamma = 0.75 - 1 / (2 * d);
    delta = 1 - 1 / d;
    x = new double[n + 1][];
    Arrays.setAll(x, i -> space.start());
    f = new double[n + 1];
    Arrays.fill(f, Double.POSITIVE_INFINITY);
    reflected = space.start();
    edge = new double[n];
    Arrays.setAll(edge, i -> settings.radius() * width[i]);
  }

  @Override
  public double[][] ask() {
    if (over) {
      return null;
    }
    return switch (phase) {
      case BEGIN -> vertices();
      case REFLECT -> one(-1, x[n]);
      case EXPAND -> one(beta, reflected);
      case CONTRACT_OUTSIDE -> one(gamma, reflected);
      case CONTRACT_INSIDE -> one(gamma, x[n]);
      case SHRINK -> shrunk();
    };
  }

  /** The best point, evaluated again only the first time, and its neighbours along the axes, turned round at bounds. */
  private double[][] vertices() {
    List<double[]> all = new ArrayList<>();
    if (f[0] == Double.POSITIVE_INFINITY) {
      all.add(x[0].clone());
    }
    for (int i = 0; i < n; i++) {
      double[] v = x[0].clone();
      v[i] += edge[i];
      if (v[i] > space.high()[i] || v[i] < space.low()[i]) {
        v[i] = x[0][i] - edge[i];
      }
      all.add(v);
    }
    return all.toArray(new double[0][]);
  }

  /** c + t(y − c), c the centroid of all vertices but the worst. */
  private double[][] one(double t, double[] y) {
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      double c = 0;
      for (int k = 0; k < n; k++) {
        c += x[k][i];
      }
      c /= n;
      z[i] = c + t * (y[i] - c);
    }
    return new double[][] {z};
  }

  private double[][] shrunk() {
    double[][] all = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        all[k][i] = x[0][i] + delta * (x[k + 1][i] - x[0][i]);
      }
    }
    return all;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    double before = mean();
    switch (phase) {
      case BEGIN -> begun(candidates, values);
      case SHRINK -> shrink(candidates, values);
      case REFLECT -> reflect(candidates[0], values[0]);
      case EXPAND -> replaceWorst(values[0] < atReflected ? candidates[0] : reflected, Math.min(values[0], atReflected));
      case CONTRACT_OUTSIDE -> contract(candidates[0], values[0], values[0] <= atReflected);
      case CONTRACT_INSIDE -> contract(candidates[0], values[0], values[0] < f[n]);
    }
    if (phase == Phase.REFLECT) {
      look(before);
    }
  }

  private void begun(double[][] candidates, double[] values) {
    replaceAll(candidates, values);
    double[] g = alpha == 0 && settings.restarts() > 0 ? gradient() : null;
    double norm = g == null ? 0 : Math.sqrt(norm2(g));
    alpha = norm > 0 ? SUFFICIENT * edge(1) / norm : alpha;
  }

  private void reflect(double[] z, double value) {
    reflected = z;
    atReflected = value;
    if (value < f[0]) {
      phase = Phase.EXPAND;
    } else if (value < f[n - 1]) {
      replaceWorst(z, value);
    } else {
      phase = value < f[n] ? Phase.CONTRACT_OUTSIDE : Phase.CONTRACT_INSIDE;
    }
  }

  private void contract(double[] z, double value, boolean better) {
    if (better) {
      replaceWorst(z, value);
    } else {
      phase = Phase.SHRINK;
    }
  }

  /** The new vertex comes after those that are as good. */
  private void replaceWorst(double[] z, double value) {
    int k = n;
    for (; k > 0 && value < f[k - 1]; k--) {
      x[k] = x[k - 1];
      f[k] = f[k - 1];
    }
    x[k] = z;
    f[k] = value;
    phase = Phase.REFLECT;
  }

  private void replaceAll(double[][] candidates, double[] values) {
    int kept = n + 1 - candidates.length;
    for (int k = kept; k <= n; k++) {
      x[k] = candidates[k - kept];
      f[k] = values[k - kept];
    }
    double[][] unsorted = x.clone();
    double[] value = f.clone();
    int[] order = Rows.ascending(value);
    for (int k = 0; k <= n; k++) {
      x[k] = unsorted[order[k]];
      f[k] = value[order[k]];
    }
    phase = Phase.REFLECT;
  }

  private void shrink(double[][] candidates, double[] values) {
    stuck = Arrays.deepEquals(candidates, Arrays.copyOfRange(x, 1, n + 1));
    replaceAll(candidates, values);
  }

  private double mean() {
    return Rows.sum(f) / (n + 1);
  }

  /** Ends, or begins another simplex, where this one has converged or stagnates. */
  private void look(double before) {
    boolean done = !why().isEmpty();
    boolean again = restarts < settings.restarts();
    if (done) {
      over = !again || !(f[0] < converged - settings.tolfun());
      converged = f[0];
      if (!over) {
        begin(settings.radius(), false);
      }
    } else if (again && Double.isFinite(before)) {
      double[] g = gradient();
      if (g != null && mean() < before && mean() - before > -alpha * norm2(g)) {
        begin(0, true);
      }
    }
  }

  /** Edges of {@code radius}, or half the shortest of this simplex; downhill by its gradient. */
  private void begin(double radius, boolean shortest) {
    double[] g = gradient();
    double least = shortest ? edge(-1) / 2 : 0;
    for (int i = 0; i < n; i++) {
      double length = shortest ? least : radius * width[i];
      edge[i] = g != null && g[i] > 0 ? -length : length;
    }
    restarts++;
    stuck = false;
    phase = Phase.BEGIN;
  }

  /** The length of the longest edge at the best vertex; of the shortest if {@code sign} is −1. */
  private double edge(int sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (int k = 1; k <= n; k++) {
      double[] d = new double[n];
      for (int i = 0; i < n; i++) {
        d[i] = x[k][i] - x[0][i];
      }
      extreme = Math.max(extreme, sign * Math.sqrt(norm2(d)));
    }
    return sign * extreme;
  }

  /** The gradient of the linear function that has the simplex's values; null if there is none. */
  private double[] gradient() {
    DMatrixRMaj v = new DMatrixRMaj(n, n);
    DMatrixRMaj differences = new DMatrixRMaj(n, 1);
    for (int k = 0; k < n; k++) {
      differences.set(k, f[k + 1] - f[0]);
      for (int i = 0; i < n; i++) {
        v.set(k, i, x[k + 1][i] - x[0][i]);
      }
    }
    DMatrixRMaj g = new DMatrixRMaj(n, 1);
    boolean solved = Double.isFinite(f[n]) && CommonOps_DDRM.solve(v, differences, g);
    return solved && Arrays.stream(g.data).allMatch(Double::isFinite) ? g.data : null;
  }

  private static double norm2(double[] d) {
    return Arrays.stream(d).map(a -> a * a).reduce(0, Double::sum);
  }

  @Override
  public List<String> why() {
    if (phase == Phase.BEGIN) {
      return List.of();
    }
    if (stuck || indivisible()) {
      return List.of("rounding: the simplex can be no smaller");
    }
    boolean small = Rows.extent(x, width) <= settings.tolx();
    boolean close = Rows.spread(f) <= settings.tolfun();
    return small && close ? List.of("tolx: " + settings.tolx(), "tolfun: " + settings.tolfun()) : List.of();
  }

  private boolean indivisible() {
    for (double[] v : x) {
      for (int i = 0; i < n; i++) {
        if (Math.abs(v[i] - x[0][i]) > 4 * Math.ulp(x[0][i])) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("x", Rows.flat(x)).with("f", f).with("edge", edge).with("reflected", reflected)
        .with("values", new double[] {atReflected, converged, alpha})
        .with("counts", phase.ordinal(), restarts, over ? 1 : 0, stuck ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(Rows.of(saved.doubles("x", (n + 1) * n), n), 0, x, 0, n + 1);
    System.arraycopy(saved.doubles("f", n + 1), 0, f, 0, n + 1);
    System.arraycopy(saved.doubles("edge", n), 0, edge, 0, n);
    reflected = saved.doubles("reflected", n);
    double[] values = saved.doubles("values", 3);
    atReflected = values[0];
    converged = values[1];
    alpha = values[2];
    long[] counts = saved.longs("counts", 4);
    phase = Phase.values()[(int) counts[0]];
    restarts = counts[1];
    over = counts[2] != 0;
    stuck = counts[3] != 0;
  }
}
