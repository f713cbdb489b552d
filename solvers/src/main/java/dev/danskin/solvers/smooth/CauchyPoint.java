package dev.danskin.solvers.smooth;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The first local minimiser of m(x) = gᵀ(x − x₀) + ½ (x − x₀)ᵀB(x − x₀) along the path P(x₀ − t g), t ≥ 0, whose pieces end where a
 * variable meets its bound (Byrd, Lu, Nocedal, Zhu: A limited memory algorithm for bound constrained optimization; SIAM J. Sci.
 * Comput. 16, 1995, algorithm CP).
 */
final class CauchyPoint {
  /** A variable meets its bound at t. */
  private record Breakpoint(double t, int variable) implements Comparable<Breakpoint> {
    @Override
    public int compareTo(Breakpoint o) {
      int c = Double.compare(t, o.t);
      return c != 0 ? c : Integer.compare(variable, o.variable);
    }
  }

  private final CompactForm b;
  private final double[] g;
  private final Bounds bounds;
  /** Where the path is, and its direction there. */
  private final double[] x;
  private final double[] d;
  private final double[] origin;
  private final PriorityQueue<Breakpoint> ahead = new PriorityQueue<>();
  /** Wᵀd, and Wᵀ(x − x₀). */
  private final double[] p;
  private final double[] c;
  private double slope;
  private double curvature;
  private double t;

  CauchyPoint(Place from, CompactForm b, Bounds bounds) {
    this.b = b;
    this.bounds = bounds;
    g = from.gradient();
    origin = from.x();
    x = origin.clone();
    d = new double[x.length];
    for (int i = 0; i < d.length; i++) {
      begin(i);
    }
    p = b.project(d);
    c = new double[p.length];
    slope = -Vectors.dot(d, d);
    curvature = -b.theta() * slope - Vectors.dot(p, b.middle(p));
    walk();
  }

  private void begin(int i) {
    double room = g[i] < 0 ? bounds.high()[i] - x[i] : x[i] - bounds.low()[i];
    if (g[i] == 0 || room <= 0) {
      return;
    }
    d[i] = -g[i];
    double end = room / Math.abs(g[i]);
    if (end < Double.POSITIVE_INFINITY) {
      ahead.add(new Breakpoint(end, i));
    }
  }

  private void walk() {
    double least = Math.ulp(1.0) * curvature;
    double move = -slope / curvature;
    while (!ahead.isEmpty() && slope < 0 && move >= ahead.peek().t() - t) {
      meet(ahead.poll());
      curvature = Math.max(curvature, least);
      move = -slope / curvature;
    }
    if (slope < 0) {
      advance(move);
    }
  }

  private void advance(double by) {
    t += by;
    for (int i = 0; i < x.length; i++) {
      if (d[i] != 0) {
        x[i] = origin[i] + t * d[i];
      }
    }
    bounds.clamp(x);
    Vectors.add(by, p, c);
  }

  /** Goes to the breakpoint and on without its variable. */
  private void meet(Breakpoint at) {
    int i = at.variable();
    double by = at.t() - t;
    t = at.t();
    Vectors.add(by, p, c);
    x[i] = d[i] > 0 ? bounds.high()[i] : bounds.low()[i];
    d[i] = 0;
    double[] w = b.row(i);
    double[] mw = b.middle(w);
    double moved = x[i] - origin[i];
    slope += by * curvature + g[i] * g[i] + b.theta() * g[i] * moved - g[i] * Vectors.dot(mw, c);
    curvature -= b.theta() * g[i] * g[i] + 2 * g[i] * Vectors.dot(mw, p) + g[i] * g[i] * Vectors.dot(mw, w);
    Vectors.add(g[i], w, p);
  }

  /** The point, [D]. */
  double[] x() {
    return x;
  }

  /** Wᵀ(x − x₀). */
  double[] projected() {
    return c;
  }

  /** The variables strictly within their bounds, ascending. */
  int[] free() {
    int[] free = new int[x.length];
    int m = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > bounds.low()[i] && x[i] < bounds.high()[i]) {
        free[m++] = i;
      }
    }
    return Arrays.copyOf(free, m);
  }
}
