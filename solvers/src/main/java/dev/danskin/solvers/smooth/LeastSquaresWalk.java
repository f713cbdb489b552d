package dev.danskin.solvers.smooth;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** The run of {@link LevenbergMarquardt} on one instance. */
final class LeastSquaresWalk implements Walk {
  private static final double TAKEN = 1e-4;
  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;
  private static final double SHRINKS = 0.1;

  private final LevenbergMarquardt solver;
  private final CountedFunction f;
  private final Bounds bounds;
  private double[] x;
  /** r(x), [m]; null until it is known. */
  private double[] r;
  /** The columns of J at x, [n][m]; null until they are known. */
  private double[][] columns;
  private final double[] scale;
  private double radius = Double.NaN;
  private int steps;
  private List<String> why = List.of();

  LeastSquaresWalk(LevenbergMarquardt solver, CountedFunction f, SearchSpace space) {
    this.solver = solver;
    this.f = f;
    bounds = Bounds.of(space);
    x = space.start();
    scale = new double[x.length];
  }

  @Override
  public boolean step() {
    if (!why.isEmpty()) {
      return false;
    }
    if (r == null) {
      r = f.residuals(x)[0];
      why = r == null ? List.of("the residuals are undefined at the start") : List.of();
    } else if (columns == null) {
      differentiate();
    } else {
      move();
    }
    return true;
  }

  /** J by forward differences, turned inwards at bounds; a column that is undefined on one side is 0. */
  private void differentiate() {
    int n = x.length;
    double[][] beside = new double[n][];
    for (int j = 0; j < n; j++) {
      beside[j] = x.clone();
      beside[j][j] += Stencil.of(Differences.Scheme.FORWARD, f.epsilon(), x[j], bounds.low()[j], bounds.high()[j]).a();
    }
    double[][] values = f.residuals(beside);
    columns = new double[n][r.length];
    for (int j = 0; j < n; j++) {
      double h = beside[j][j] - x[j];
      for (int i = 0; h != 0 && values[j] != null && i < r.length; i++) {
        columns[j][i] = (values[j][i] - r[i]) / h;
      }
    }
    rescale();
    if (cosine() <= solver.gtol()) {
      why = List.of("gtol: " + solver.gtol());
    }
  }

  private void rescale() {
    boolean first = Double.isNaN(radius);
    for (int j = 0; j < scale.length; j++) {
      double norm = solver.scaling() == LevenbergMarquardt.Scaling.NONE ? 1 : Vectors.norm(columns[j]);
      scale[j] = Math.max(scale[j], first && norm == 0 ? 1 : norm);
    }
    if (first) {
      double size = scaledNorm(x);
      radius = solver.factor() * (size == 0 ? 1 : size);
    }
  }

  private double scaledNorm(double[] v) {
    double[] scaled = new double[v.length];
    for (int j = 0; j < v.length; j++) {
      scaled[j] = scale[j] * v[j];
    }
    return Vectors.norm(scaled);
  }

  /** The largest cosine between r and a column along which x may move. */
  private double cosine() {
    double largest = 0;
    double size = Vectors.norm(r);
    for (int j : free()) {
      double norm = Vectors.norm(columns[j]);
      largest = norm == 0 || size == 0 ? largest : Math.max(largest, Math.abs(Vectors.dot(columns[j], r)) / norm / size);
    }
    return largest;
  }

  private int[] free() {
    double[] g = new double[x.length];
    for (int j = 0; j < g.length; j++) {
      g[j] = Vectors.dot(columns[j], r);
    }
    return bounds.free(x, g);
  }

  private void move() {
    steps++;
    double[] p = damped();
    if (p == null) {
      why = List.of("no step is left");
      return;
    }
    double size = scaledNorm(p);
    boolean interior = size < (1 - SHRINKS) * radius;
    radius = steps == 1 ? Math.min(radius, size) : radius;
    double[] to = x.clone();
    Vectors.add(1, p, to);
    double[] at = f.residuals(bounds.snapped(to, p))[0];
    double now = Vectors.dot(r, r);
    double then = at == null ? Double.POSITIVE_INFINITY : Vectors.dot(at, at);
    double foretold = 1 - modelled(p) / now;
    double fell = then < now / (SHRINKS * SHRINKS) ? 1 - then / now : -1;
    double ratio = foretold > 0 ? fell / foretold : 0;
    radius = ratio <= POOR ? share(fell, slope(p)) * Math.min(radius, size / SHRINKS) : ratio >= GOOD || interior ? 2 * size : radius;
    if (ratio >= TAKEN) {
      x = to;
      r = at;
      columns = null;
    }
    why = reasons(fell, foretold, ratio);
  }

  /**
   * The minimiser of the model among variables that no bound stops at once, projected onto the box, or cut at it where the projection is
   * not foretold to descend; null if there is none.
   */
  private double[] damped() {
    int[] free = free();
    while (free.length > 0) {
      double[] p = damped(free);
      if (p == null) {
        return null;
      }
      int[] moving = bounds.moving(x, p, free);
      if (moving.length == free.length) {
        return bounds.any() ? within(p) : p;
      }
      free = moving.length == 0 ? new int[] {steepest()} : moving;
    }
    return null;
  }

  private double[] within(double[] p) {
    double[] to = x.clone();
    Vectors.add(1, p, to);
    double[] projected = Vectors.minus(bounds.clamp(to), x);
    return modelled(projected) < Vectors.dot(r, r) ? projected : Vectors.scale(Math.min(1, bounds.reach(x, p)), p);
  }

  /** Of the free variables that along which ‖r‖² falls most. */
  private int steepest() {
    int best = free()[0];
    for (int j : free()) {
      best = Math.abs(Vectors.dot(columns[j], r)) > Math.abs(Vectors.dot(columns[best], r)) ? j : best;
    }
    return best;
  }

  private double[] damped(int[] free) {
    double[][] some = new double[free.length][];
    double[] d = new double[free.length];
    for (int k = 0; k < free.length; k++) {
      some[k] = columns[free[k]];
      d[k] = scale[free[k]];
    }
    DampedModel model = DampedModel.of(some, d, r);
    return model == null ? null : Free.scattered(model.within(radius), free, x.length);
  }

  /** ‖r + J p‖². */
  private double modelled(double[] p) {
    double[] v = r.clone();
    for (int j = 0; j < p.length; j++) {
      Vectors.add(p[j], columns[j], v);
    }
    return Vectors.dot(v, v);
  }

  /** By how much a radius shrinks: by half where ‖r‖² fell, else to the minimiser of the parabola through both ends and the slope. */
  private static double share(double fell, double slope) {
    double share = fell >= 0 ? 0.5 : 0.5 * slope / (slope + 0.5 * fell);
    return fell == -1 || !(share >= SHRINKS) ? SHRINKS : share;
  }

  /** Half the slope of ‖r‖² along p, relative to it; ≤ 0. */
  private double slope(double[] p) {
    double s = 0;
    for (int j = 0; j < p.length; j++) {
      s += p[j] * Vectors.dot(columns[j], r);
    }
    return Math.min(0, s / Vectors.dot(r, r));
  }

  private List<String> reasons(double fell, double foretold, double ratio) {
    List<String> all = new ArrayList<>();
    if (Math.abs(fell) <= solver.ftol() && foretold > 0 && foretold <= solver.ftol() && ratio <= 2) {
      all.add("ftol: " + solver.ftol());
    }
    if (radius <= solver.xtol() * scaledNorm(x)) {
      all.add("xtol: " + solver.xtol());
    }
    if (Vectors.dot(r, r) == 0) {
      all.add("no residual is left");
    }
    if (radius <= Double.MIN_NORMAL) {
      all.add("no step is left");
    }
    if (steps >= solver.steps()) {
      all.add("steps: " + solver.steps());
    }
    return all;
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("x", x).with("scale", scale).with("radius", new double[] {radius}).with("steps", steps)
        .with("why", why).with("residuals", r == null ? 0 : r.length)
        .with("differentiated", columns == null ? 0 : 1);
    all = r == null ? all : all.with("r", r);
    for (int j = 0; columns != null && j < columns.length; j++) {
      all = all.with("column-" + j, columns[j]);
    }
    return all;
  }

  @Override
  public void restore(Snapshot saved) {
    int n = x.length;
    x = saved.doubles("x", n);
    System.arraycopy(saved.doubles("scale", n), 0, scale, 0, n);
    radius = saved.doubles("radius", 1)[0];
    steps = saved.count("steps", solver.steps());
    why = saved.texts("why");
    int m = saved.count("residuals", Integer.MAX_VALUE);
    r = m == 0 ? null : saved.doubles("r", m);
    columns = saved.count("differentiated", 1) == 0 ? null : new double[n][];
    for (int j = 0; columns != null && j < n; j++) {
      columns[j] = saved.doubles("column-" + j, m);
    }
  }
}
