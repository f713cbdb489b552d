package dev.danskin.solvers.search;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** One axis of a {@link CoordinateSearch}: what is known of f_i, up to a constant, and where to look next. */
final class AxisSearch {
  /** Points from which on an axis without any difference is flat. */
  private static final int MANY = 17;

  /** Where the axis begins, and how far it may go. */
  record Range(double low, double high, double lowest, double highest) {}

  private final Range range;
  /** The shortest interval that is divided, longer where points cannot be told apart; ε. */
  private double shortest;
  private final double epsilon;
  /** n points in ascending order with their values less the best one; the index of the best. */
  private double[] x = new double[8];
  private double[] f = new double[8];
  private int n;
  private int best;
  /** What three points were last interpolated between, and how wide that and the one before were. */
  private final double[] bracket = {0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
  /** Where to look, NaN if nowhere; true if to be found anew. */
  private double promising;
  private double easiest;
  private boolean stale = true;

  AxisSearch(Range range, double shortest, double epsilon) {
    this.range = range;
    this.shortest = shortest;
    this.epsilon = epsilon;
  }

  /** The first point. */
  void begin(double at, double value) {
    insert(at, value);
  }

  /** @param change of the value from that of the best point; −∞ where that had none */
  void learn(double at, double change) {
    if (!Double.isNaN(promising) && at == promising) {
      remember();
    }
    int k = insert(at, change == Double.NEGATIVE_INFINITY ? 0 : change);
    if (change < 0) {
      best = k;
      for (int j = 0; j < n; j++) {
        f[j] = j == k ? 0 : change == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : f[j] - change;
      }
    }
  }

  /** The best point has a value now, the first one, found on one of the axes. */
  void found() {
    f[best] = 0;
    stale = true;
  }

  private int insert(double at, double value) {
    stale = true;
    if (n == x.length) {
      x = Arrays.copyOf(x, 2 * n);
      f = Arrays.copyOf(f, 2 * n);
    }
    int k = Arrays.binarySearch(x, 0, n, at);
    if (k >= 0) {
      shortest *= 2;
      f[k] = Math.min(f[k], value);
      return k;
    }
    k = -k - 1;
    System.arraycopy(x, k, x, k + 1, n - k);
    System.arraycopy(f, k, f, k + 1, n - k);
    x[k] = at;
    f[k] = value;
    n++;
    best += n > 1 && k <= best ? 1 : 0;
    return k;
  }

  /** An end of the range not yet looked at, one beyond an end that is the best, or the minimum of a parabola; NaN if there is none. */
  double promising() {
    refresh();
    return promising;
  }

  /** The middle of the easiest interval; NaN if all are short. */
  double easiest() {
    refresh();
    return easiest;
  }

  boolean done() {
    return Double.isNaN(promising()) && Double.isNaN(easiest());
  }

  /** Whether no value differs from another, of many; or there is nowhere to go. */
  boolean flat() {
    for (int j = 0; j < n; j++) {
      if (Math.abs(f[j]) > epsilon) {
        return false;
      }
    }
    return n >= MANY || done();
  }

  /** Whether both ends of the range have been looked at. */
  boolean spanned() {
    return n > 0 && !(range.low() < x[0] - shortest) && !(range.high() > x[n - 1] + shortest);
  }

  /** The lower end, or the upper one if the lower is the best point. */
  double otherEnd() {
    return best > 0 ? x[0] : x[n - 1];
  }

  /** How much the value at a point that was looked at is above the best one, ≥ 0. */
  double above(double at) {
    return f[Arrays.binarySearch(x, 0, n, at)];
  }

  private void refresh() {
    if (!stale) {
      return;
    }
    stale = false;
    easiest = middle();
    promising = outward();
    promising = Double.isNaN(promising) ? interpolated() : promising;
  }

  private double outward() {
    if (range.low() < x[0] - shortest) {
      return range.low();
    }
    if (range.high() > x[n - 1] + shortest) {
      return range.high();
    }
    if (n > 2 && best == 0 && f[1] > epsilon) {
      return beyond(Math.max(range.lowest(), x[0] - 2 * (x[1] - x[0])), x[0]);
    }
    if (n > 2 && best == n - 1 && f[n - 2] > epsilon) {
      return beyond(Math.min(range.highest(), x[n - 1] + 2 * (x[n - 1] - x[n - 2])), x[n - 1]);
    }
    return Double.NaN;
  }

  private double beyond(double to, double end) {
    return Math.abs(to - end) > shortest && Double.isFinite(to) ? to : Double.NaN;
  }

  /** The minimum of the parabola that gets lowest, if that is ε below the best value. */
  private double interpolated() {
    double least = -epsilon;
    int of = -1;
    double to = Double.NaN;
    for (int j = 1; j < n - 1; j++) {
      if (f[j] <= f[j - 1] && f[j] <= f[j + 1] && Double.isFinite(f[j - 1]) && Double.isFinite(f[j + 1])) {
        double left = (f[j] - f[j - 1]) / (x[j] - x[j - 1]);
        double right = (f[j + 1] - f[j]) / (x[j + 1] - x[j]);
        double a = (right - left) / (x[j + 1] - x[j - 1]);
        double slope = left + a * (x[j] - x[j - 1]);
        double u = x[j] - slope / (2 * a);
        double bottom = f[j] - slope * slope / (4 * a);
        if (bottom < least && free(u)) {
          least = bottom;
          of = j;
          to = u;
        }
      }
    }
    return of < 0 ? to : guarded(of, to);
  }

  private boolean free(double u) {
    int k = Arrays.binarySearch(x, 0, n, u);
    return k < 0 && (k == -1 || u - x[-k - 2] > shortest / 2) && (k == -n - 1 || x[-k - 1] - u > shortest / 2);
  }

  /** Where the last two parabolas have not halved the bracket, the middle of its longer part. */
  private double guarded(int j, double u) {
    boolean same = x[j - 1] >= bracket[0] && x[j + 1] <= bracket[1];
    if (same && x[j + 1] - x[j - 1] > bracket[3] / 2) {
      return x[j] - x[j - 1] > x[j + 1] - x[j] ? (x[j - 1] + x[j]) / 2 : (x[j] + x[j + 1]) / 2;
    }
    return u;
  }

  /** Keeps what is interpolated between. */
  private void remember() {
    int k = -Arrays.binarySearch(x, 0, n, promising) - 1;
    if (k < 1 || k >= n) {
      return;
    }
    int j = f[k] < f[k - 1] ? k : k - 1;
    if (j < 1 || j >= n - 1) {
      return;
    }
    boolean same = x[j - 1] >= bracket[0] && x[j + 1] <= bracket[1];
    bracket[3] = same ? bracket[2] : Double.POSITIVE_INFINITY;
    bracket[2] = x[j + 1] - x[j - 1];
    bracket[0] = x[j - 1];
    bracket[1] = x[j + 1];
  }

  private double middle() {
    double highest = 0;
    for (int j = 0; j < n; j++) {
      highest = Double.isFinite(f[j]) ? Math.max(highest, f[j]) : highest;
    }
    double least = Double.POSITIVE_INFINITY;
    double middle = Double.NaN;
    for (int j = 0; j < n - 1; j++) {
      double length = x[j + 1] - x[j];
      double difficulty = (Math.sqrt(Math.min(f[j], highest) + epsilon) + Math.sqrt(Math.min(f[j + 1], highest) + epsilon)) / length;
      if (length > shortest && difficulty < least) {
        least = difficulty;
        middle = x[j] + length / 2;
      }
    }
    return middle;
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("x", Arrays.copyOf(x, n)).with("f", Arrays.copyOf(f, n)).with("counts", n, best).with("bracket", bracket)
        .with("shortest", new double[] {shortest});
  }

  void restore(Snapshot saved) {
    long[] counts = saved.longs("counts", 2);
    n = (int) counts[0];
    best = (int) counts[1];
    x = saved.doubles("x", n);
    f = saved.doubles("f", n);
    System.arraycopy(saved.doubles("bracket", 4), 0, bracket, 0, 4);
    shortest = saved.doubles("shortest", 1)[0];
    stale = true;
  }
}
