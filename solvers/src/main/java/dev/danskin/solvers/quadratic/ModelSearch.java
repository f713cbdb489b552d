package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;
import static dev.danskin.solvers.quadratic.Vectors.squaredDistance;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The search of {@link Bobyqa}, in the coordinates of {@link Coordinates}, relative to an origin that follows the best point. */
final class ModelSearch implements Search {
  /** What comes next. */
  private enum Next {
    /** Values of points of the set that have none. */
    FILL,
    /** A step to where the model is least. */
    STEP,
    /** A better place for a point that is far away, after a step of little use. */
    IMPROVE,
    /** The value of a step too short for the last resolution. */
    LAST,
    /** Nothing. */
    END
  }

  /** Beyond, values say no more than that they are large. */
  private static final double LARGE = 1e100;
  /** The origin follows when the best point is at this squared distance, in radii. */
  private static final double FAR = 1e3;
  /** A radius of this share of the coordinates changes little but their last digits. */
  private static final double ROUNDING = 1e-15;

  private final Coordinates coordinates;
  private final int n;
  private final int m;
  private final double radius;
  private final double[] origin;
  private final double[] low;
  private final double[] high;
  private final TruncatedConjugateGradients solver;
  private final QuadraticModel model;
  private final TrustRegion region;
  private final Progress progress = new Progress();
  private InterpolationSet set;
  /** Which points have no value yet. */
  private int[] missing;
  /** Where the objective is undefined; such a point counts as a little worse than the worst of the others. */
  private final boolean[] undefined;
  private Next next = Next.FILL;
  private List<String> why = List.of();
  /** The step asked for, which point it moves if it is an improvement, and the reduction predicted. */
  private double[] d;
  private int leaving;
  private double predicted;

  ModelSearch(Bobyqa method, SearchSpace space) {
    coordinates = new Coordinates(space);
    n = coordinates.n();
    m = n == 0 ? 1 : method.points(n);
    origin = coordinates.start();
    low = new double[n];
    high = new double[n];
    double most = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      most = Math.min(most, (coordinates.high[i] - coordinates.low[i]) / 2);
    }
    radius = Math.min(method.rhobeg(), most);
    region = new TrustRegion(radius, method.rhoend());
    solver = new TruncatedConjugateGradients(n);
    model = new QuadraticModel(n);
    undefined = new boolean[m];
    missing = IntStream.range(0, m).toArray();
    if (n > 0) {
      set = new InterpolationSet(n, m);
      design();
    }
  }

  /** The points of a new set, about the origin. */
  private void design() {
    bounds(new double[n]);
    double[][] y = new Design(radius(), low, high).points(m);
    System.arraycopy(y, 0, set.y, 0, m);
    set.best = 0;
    if (!Inversion.of(set)) {
      throw new IllegalStateException("expected steps along the axes to determine a model, found " + Arrays.deepToString(y));
    }
  }

  private double radius() {
    return Math.min(region.delta, radius);
  }

  /** Bounds of steps from {@code y}. */
  private void bounds(double[] y) {
    for (int i = 0; i < n; i++) {
      low[i] = Math.min(0, coordinates.low[i] - origin[i] - y[i]);
      high[i] = Math.max(0, coordinates.high[i] - origin[i] - y[i]);
    }
  }

  @Override
  public double[][] ask() {
    if (n == 0) {
      return next == Next.FILL ? new double[][] {coordinates.place(origin, new double[0])} : null;
    }
    boolean found = false;
    while (!found && next != Next.FILL && next != Next.END) {
      found = next == Next.STEP ? step() : improve(false);
    }
    if (next == Next.END) {
      return null;
    }
    return next == Next.FILL ? places() : new double[][] {coordinates.place(origin, sum(set.centre(), d))};
  }

  private double[][] places() {
    double[][] places = new double[missing.length][];
    Arrays.setAll(places, j -> coordinates.place(origin, set.y[missing[j]]));
    return places;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    Vectors.add(1, b, sum);
    return sum;
  }

  /** The step that makes the model least; false if that is too short and something else is to be done. */
  private boolean step() {
    double[] c = set.centre();
    if (dot(c, c) > FAR * region.delta * region.delta && !recentre()) {
      rescue();
      return false;
    }
    bounds(set.centre());
    predicted = solver.solve(model.g, model.hessian, low, high, region.delta);
    d = solver.d.clone();
    progress.length = Math.min(region.delta, Math.sqrt(dot(d, d)));
    if (progress.length >= region.rho / 2 && predicted > 0) {
      return true;
    }
    return progress.settled(model, solver, region.rho) ? refine(true) : improve(true);
  }

  /** A better place for a point that is far away; false if there is none and something else is to be done. */
  private boolean improve(boolean tooShort) {
    int far = farthest(2 * region.delta);
    if (far < 0) {
      if (tooShort || progress.ratio <= 0 && Math.max(region.delta, progress.length) <= region.rho) {
        return refine(tooShort);
      }
      next = Next.STEP;
      return false;
    }
    double distance = Math.sqrt(squaredDistance(set.y[far], set.centre()));
    if (tooShort) {
      region.shrink(distance / 2);
    }
    bounds(set.centre());
    d = Improvement.step(set, far, low, high, Math.max(Math.min(distance / 10, region.delta), region.rho), solver);
    predicted = -model.change(d);
    leaving = far;
    next = Next.IMPROVE;
    return true;
  }

  /** The point farthest from the best, farther than {@code near}; −1 if there is none. */
  private int farthest(double near) {
    int far = -1;
    double most = near * near;
    for (int k = 0; k < m; k++) {
      double distance = squaredDistance(set.y[k], set.centre());
      if (distance > most) {
        most = distance;
        far = k;
      }
    }
    return far;
  }

  /** A finer resolution; true if that was the last and the short step is still to be evaluated. */
  private boolean refine(boolean tooShort) {
    if (flat()) {
      return end("flat: the values at all " + m + " points are equal");
    }
    if (region.rho <= ROUNDING * largest()) {
      return end("rounding: a radius of " + region.rho + " is lost in the coordinates' last digits");
    }
    if (region.refine()) {
      progress.reset();
      next = Next.STEP;
      return false;
    }
    end("rhoend: " + region.rho);
    next = tooShort && predicted > 0 ? Next.LAST : Next.END;
    return next == Next.LAST;
  }

  private boolean flat() {
    for (double v : set.f) {
      if (v != set.f[0]) {
        return false;
      }
    }
    return true;
  }

  private double largest() {
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, Math.abs(origin[i] + set.centre()[i]));
    }
    return most;
  }

  private boolean end(String reason) {
    why = List.of(reason);
    next = Next.END;
    return false;
  }

  /** Makes the best point the origin and computes H anew; false if the points do not determine a model. */
  private boolean recentre() {
    double[] c = set.centre().clone();
    Vectors.add(1, c, origin);
    set.shift(c);
    if (!Inversion.of(set)) {
      return false;
    }
    model.fit(set);
    return true;
  }

  /** A new design about the best point, of which as many points as possible are old ones. */
  private void rescue() {
    InterpolationSet old = set;
    boolean[] oldUndefined = undefined.clone();
    double[] c = set.centre().clone();
    Vectors.add(1, c, origin);
    old.shift(c);
    set = new InterpolationSet(n, m);
    design();
    missing = Reuse.of(old, set, 3 * radius(), oldUndefined, undefined);
    progress.reset();
    next = missing.length > 0 ? Next.FILL : Next.STEP;
    if (missing.length == 0) {
      settle();
    }
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    switch (next) {
      case FILL -> fill(values);
      case STEP -> stepped(values[0]);
      case IMPROVE -> improved(values[0]);
      default -> next = Next.END;
    }
  }

  private void fill(double[] values) {
    if (n == 0) {
      end("bounds: no coordinate can move");
      return;
    }
    for (int j = 0; j < values.length; j++) {
      set.f[missing[j]] = clipped(values[j]);
      undefined[missing[j]] = values[j] == Double.POSITIVE_INFINITY;
    }
    missing = new int[0];
    settle();
  }

  private static double clipped(double value) {
    return Math.min(LARGE, Math.max(-LARGE, value));
  }

  /** All points have values: moves the model to the best of them and fits it. */
  private void settle() {
    int best = -1;
    for (int k = 0; k < m; k++) {
      best = !undefined[k] && (best < 0 || set.f[k] < set.f[best]) ? k : best;
    }
    if (best < 0) {
      end("undefined: none of " + m + " points has a value");
      return;
    }
    double[] from = set.centre();
    set.best = best;
    double worse = worse();
    for (int k = 0; k < m; k++) {
      set.f[k] = undefined[k] ? worse : set.f[k];
    }
    double[] moved = set.centre().clone();
    Vectors.add(-1, from, moved);
    model.recentre(moved);
    model.fit(set);
    next = flat() ? Next.END : Next.STEP;
    why = flat() ? List.of("flat: the values at all " + m + " points are equal") : why;
  }

  /** A value a little worse than those that are defined, for a place where there is none. */
  private double worse() {
    double most = set.f[set.best];
    for (int k = 0; k < m; k++) {
      most = undefined[k] ? most : Math.max(most, set.f[k]);
    }
    double spread = most - set.f[set.best];
    return most + (spread > 0 ? spread : Math.max(1, Math.abs(most)));
  }

  private void stepped(double told) {
    double value = told == Double.POSITIVE_INFINITY ? worse() : clipped(told);
    double least = set.f[set.best];
    double ratio = (least - value) / predicted;
    progress.add(Math.abs(least - predicted - value), region.rho, ratio);
    region.revise(ratio, progress.length);
    set.look(d);
    int t = worst(value < least);
    if (t < 0 && recentre()) {
      set.look(d);
      t = worst(value < least);
    }
    next = ratio >= 0.1 ? Next.STEP : Next.IMPROVE;
    if (t >= 0) {
      replace(t, value, told);
      progress.compare(model, set);
    } else {
      keepApart(value, told);
      rescue();
    }
  }

  /**
   * The point that a step replaces, of a large denominator and far away: argmax σ_k max(1, ‖y_k − c‖ / max(Δ/10, ρ))⁶ (Powell 2006,
   * section 7). −1 if rounding has spoilt the denominators, which are never below the squares of Lagrange functions.
   */
  private int worst(boolean better) {
    double[] centre = better ? sum(set.centre(), d) : set.centre();
    double near = Math.max(region.delta / 10, region.rho);
    int worst = -1;
    double most = 0;
    double squares = 0;
    for (int k = 0; k < m; k++) {
      if (better || k != set.best) {
        double far = squaredDistance(set.y[k], centre) / (near * near);
        double weight = Math.max(1, far * far * far);
        double denominator = weight * set.denominator(k);
        squares = Math.max(squares, weight * set.lagrange(k) * set.lagrange(k));
        if (denominator > most) {
          most = denominator;
          worst = k;
        }
      }
    }
    return most > squares / 2 ? worst : -1;
  }

  private void improved(double told) {
    double value = told == Double.POSITIVE_INFINITY ? worse() : clipped(told);
    double least = set.f[set.best];
    progress.add(Math.abs(least - predicted - value), region.rho, progress.ratio);
    next = Next.STEP;
    set.look(d);
    double tau = set.lagrange(leaving);
    if (set.denominator(leaving) > tau * tau / 2) {
      replace(leaving, value, told);
    } else {
      keepApart(value, told);
      rescue();
    }
  }

  /** Moves point t to the place looked at, and lets the model take the value there. */
  private void replace(int t, double value, double told) {
    double wrong = value - set.f[set.best] - model.change(d);
    boolean better = value < set.f[set.best];
    set.move(t, d, value);
    undefined[t] = told == Double.POSITIVE_INFINITY;
    if (better) {
      model.recentre(d);
      set.best = t;
    }
    model.add(wrong, set, t);
  }

  /** Keeps a better point although H cannot follow. */
  private void keepApart(double value, double told) {
    if (value < set.f[set.best]) {
      int t = set.best == 0 ? 1 : 0;
      set.y[t] = sum(set.centre(), d);
      set.f[t] = value;
      undefined[t] = told == Double.POSITIVE_INFINITY;
      model.recentre(d);
      set.best = t;
    }
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    long[] without = new long[m];
    Arrays.setAll(without, k -> undefined[k] ? 1 : 0);
    Snapshot s = Snapshot.EMPTY.with("next", next.ordinal()).with("undefined", without).with("missing", missing).with("origin", origin)
        .with("region", new double[] {region.rho, region.delta}).with("progress", progress.save())
        .with("why", why);
    return n == 0 ? s : s.with("set", set.save()).with("model", model.save());
  }

  @Override
  public void restore(Snapshot saved) {
    next = Next.values()[saved.count("next", Next.values().length - 1)];
    long[] without = saved.longs("undefined", m);
    for (int k = 0; k < m; k++) {
      undefined[k] = without[k] != 0;
    }
    missing = saved.indices("missing", m);
    System.arraycopy(saved.doubles("origin", n), 0, origin, 0, n);
    double[] radii = saved.doubles("region", 2);
    region.rho = radii[0];
    region.delta = radii[1];
    progress.restore(saved.part("progress"));
    why = saved.texts("why");
    if (n > 0) {
      set.restore(saved.part("set"));
      model.restore(saved.part("model"));
    }
  }
}
