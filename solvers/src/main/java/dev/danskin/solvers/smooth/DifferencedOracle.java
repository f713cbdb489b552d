package dev.danskin.solvers.smooth;

import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An oracle whose gradients are differences of another's values, and which closes instances that have spent their share of them. */
final class DifferencedOracle implements Oracle {
  private final Oracle values;
  private final Differences.Scheme scheme;
  private final long evaluations;
  private final SearchSpace[] space;
  private final long[] asked;
  private final boolean[] spent;
  /** The point and value that an instance asked for last in this step, null where there is none. */
  private final double[][] last;
  private final double[] lastValue;
  private long lastDraw;

  DifferencedOracle(Oracle values, Differences.Scheme scheme, long evaluations, RunContext run) {
    this.values = values;
    this.scheme = scheme;
    this.evaluations = evaluations;
    int n = values.ids().length;
    space = new SearchSpace[n];
    Arrays.setAll(space, i -> new SearchSpace(values, i, run));
    asked = new long[n];
    spent = new boolean[n];
    last = new double[n][];
    lastValue = new double[n];
  }

  @Override
  public long[] ids() {
    return values.ids();
  }

  @Override
  public Tensor start() {
    return values.start();
  }

  @Override
  public FeasibleSet feasible() {
    return values.feasible();
  }

  @Override
  public int[] open(int[] instance) {
    return Arrays.stream(values.open(instance)).filter(j -> !spent[instance[j]]).toArray();
  }

  boolean anyOpen() {
    int[] all = new int[spent.length];
    Arrays.setAll(all, i -> i);
    return open(all).length > 0;
  }

  /** Whether an instance may ask for nothing more. */
  boolean spent(int instance) {
    return spent[instance];
  }

  /** Forgets the values of the step before, which a restored run does not know. */
  void forget() {
    Arrays.fill(last, null);
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    if (draw != lastDraw) {
      forget();
      lastDraw = draw;
    }
    List<Request> requests = new ArrayList<>();
    for (int j = 0; j < points.instance().length; j++) {
      Request r = new Request(points, j, order);
      if (admitted(r)) {
        requests.add(r);
      }
    }
    Points all = points(points, requests);
    Evaluation e = all.instance().length == 0 ? null : values.at(all, order == Order.GRADIENT ? Order.VALUE : order, draw);
    return order == Order.RESIDUALS ? residuals(points, requests, e) : answer(points, requests, e, order);
  }

  private boolean admitted(Request r) {
    int i = r.instance;
    if (values.open(new int[] {i}).length == 0) {
      return false;
    }
    spent[i] |= asked[i] + r.rows.length > evaluations;
    if (spent[i]) {
      return false;
    }
    asked[i] += r.rows.length;
    return true;
  }

  private static Points points(Points like, List<Request> requests) {
    int m = requests.stream().mapToInt(r -> r.rows.length).sum();
    Tensor z = like.z().like(m);
    int[] instance = new int[m];
    int j = 0;
    for (Request r : requests) {
      for (double[] row : r.rows) {
        instance[j] = r.instance;
        z.write(j++, row);
      }
    }
    return new Points(z, instance);
  }

  private Evaluation answer(Points points, List<Request> requests, Evaluation e, Order order) {
    int m = points.instance().length;
    double[] value = new double[m];
    Arrays.fill(value, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[m];
    Tensor gradient = order == Order.GRADIENT ? points.z().memory().zeros(points.z().type(), points.z().shape()) : null;
    int from = 0;
    for (Request r : requests) {
      value[r.index] = r.value(e, from);
      reached[r.index] = r.reached(e, from);
      if (gradient != null) {
        double[] g = r.gradient(e, from);
        boolean finite = Double.isFinite(Vectors.dot(g, g));
        value[r.index] = finite ? value[r.index] : Double.POSITIVE_INFINITY;
        gradient.write(r.index, finite ? g : new double[g.length]);
      }
      from += r.rows.length;
    }
    return new Evaluation(value, gradient, reached);
  }

  /** Residuals are passed on; where an instance is closed they are 0, null if all are. */
  private static Evaluation residuals(Points points, List<Request> requests, Evaluation e) {
    int m = points.instance().length;
    double[] value = new double[m];
    Arrays.fill(value, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[m];
    Tensor rows = e == null ? null : e.residuals().memory().zeros(e.residuals().type(), e.residuals().shape().withRows(m));
    for (int k = 0; k < requests.size(); k++) {
      int j = requests.get(k).index;
      value[j] = e.values()[k];
      reached[j] = e.reached()[k];
      rows.put(j, e.residuals(), k);
    }
    return new Evaluation(value, null, reached, null, rows);
  }

  Snapshot save() {
    long[] closed = new long[spent.length];
    Arrays.setAll(closed, i -> spent[i] ? 1 : 0);
    return Snapshot.EMPTY.with("asked", asked).with("spent", closed);
  }

  void restore(Snapshot saved) {
    System.arraycopy(saved.longs("asked", asked.length), 0, asked, 0, asked.length);
    long[] closed = saved.longs("spent", spent.length);
    for (int i = 0; i < spent.length; i++) {
      spent[i] = closed[i] == 1;
    }
  }

  /** What is asked of one point: the point itself, unless its value is known, and its neighbours. */
  private final class Request {
    private final int index;
    private final int instance;
    private final double[] x;
    private final boolean known;
    private double value;
    private final Stencil[] stencil;
    private final double[][] rows;

    Request(Points points, int j, Order order) {
      index = j;
      instance = points.instance()[j];
      x = new double[points.z().rowSize()];
      points.z().read(j, x);
      boolean gradient = order == Order.GRADIENT;
      known = gradient && Arrays.equals(x, last[instance]);
      value = lastValue[instance];
      stencil = new Stencil[gradient ? x.length : 0];
      double epsilon = points.z().type() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
      Arrays.setAll(stencil, i -> Stencil.of(scheme, epsilon, x[i], space[instance].low()[i], space[instance].high()[i]));
      List<double[]> all = new ArrayList<>();
      if (!known) {
        all.add(x);
      }
      for (int i = 0; i < stencil.length; i++) {
        neighbours(i, points.z().type(), all);
      }
      rows = all.toArray(double[][]::new);
    }

    private void neighbours(int i, DType type, List<double[]> all) {
      for (int k = 0; k < stencil[i].points(); k++) {
        double[] beside = x.clone();
        beside[i] += k == 0 ? stencil[i].a() : stencil[i].b();
        beside[i] = type == DType.FLOAT32 ? (float) beside[i] : beside[i];
        all.add(beside);
      }
    }

    double value(Evaluation e, int from) {
      if (!known) {
        value = e.values()[from];
        last[instance] = x;
        lastValue[instance] = value;
      }
      return value;
    }

    boolean reached(Evaluation e, int from) {
      boolean any = false;
      for (int k = 0; k < rows.length; k++) {
        any |= e.reached()[from + k];
      }
      return any;
    }

    /** The differences, over the steps that rounding left of them. */
    double[] gradient(Evaluation e, int from) {
      double[] g = new double[x.length];
      int k = known ? 0 : 1;
      for (int i = 0; i < g.length; i++) {
        int points = stencil[i].points();
        if (points == 0) {
          continue;
        }
        double a = rows[k][i] - x[i];
        double b = points == 1 ? 0 : rows[k + 1][i] - x[i];
        g[i] = Stencil.derivative(value, a, e.values()[from + k], b, points == 1 ? 0 : e.values()[from + k + 1]);
        k += points;
      }
      return g;
    }
  }
}
