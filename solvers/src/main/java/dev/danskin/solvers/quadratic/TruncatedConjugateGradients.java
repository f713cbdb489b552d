package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.add;
import static dev.danskin.solvers.quadratic.Vectors.dot;
import static dev.danskin.solvers.quadratic.Vectors.times;

import java.util.Arrays;

/**
 * A step that makes a quadratic small,
 *
 * <pre>
 *   min over d   gᵀd + ½ dᵀDd    where ‖d‖ ≤ Δ and low ≤ d ≤ high,
 * </pre>
 *
 * by conjugate gradients in the coordinates that no bound holds, begun again where they meet a bound, ended where they meet the sphere
 * (Steihaug 1983); from there the step turns in the plane that it spans with the gradient, as long as that pays (Powell: The BOBYQA
 * algorithm, 2009, section 3).
 */
final class TruncatedConjugateGradients {
  /** A direction is given up when it can gain no more than this share of what is gained. */
  private static final double LITTLE = 3e-4;
  /** Angles looked at on the sphere between none and the largest. */
  private static final int ANGLES = 20;

  private final int n;
  private double[] low;
  private double[] high;
  private double[][] hessian;
  /** The step; a bound that holds a coordinate is met exactly. */
  final double[] d;
  /** The gradient at the step. */
  final double[] gradient;
  /** −1 at the lower bound, 1 at the upper, 0 where no bound holds the coordinate. */
  final int[] held;
  private final double[] s;
  private final double[] hs;
  private final double[] hd;
  private double gained;
  /** The least curvature met within the sphere; 0 if the step ends on the sphere, +∞ if no coordinate was free. */
  double curvature;

  TruncatedConjugateGradients(int n) {
    this.n = n;
    d = new double[n];
    gradient = new double[n];
    held = new int[n];
    s = new double[n];
    hs = new double[n];
    hd = new double[n];
  }

  /**
   * Finds the step.
   *
   * @param low ≤ 0
   * @param high ≥ 0
   * @return by how much the quadratic falls, ≥ 0
   */
  double solve(double[] g, double[][] hessian, double[] low, double[] high, double delta) {
    this.low = low;
    this.high = high;
    this.hessian = hessian;
    Arrays.fill(d, 0);
    System.arraycopy(g, 0, gradient, 0, n);
    gained = 0;
    curvature = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      held[i] = low[i] >= 0 && g[i] >= 0 ? -1 : high[i] <= 0 && g[i] <= 0 ? 1 : 0;
    }
    if (descend(delta * delta)) {
      curvature = 0;
      turnWhileItPays();
    }
    return gained;
  }

  /** Conjugate gradients; true if they end on the sphere. */
  private boolean descend(double squaredRadius) {
    int left = free();
    double before = 0;
    for (int rounds = 0; left > 0 && rounds < 3 * n + 10; rounds++) {
      double gg = freeSquared(gradient);
      double room = squaredRadius - dot(d, d);
      if (room <= 0) {
        return true;
      }
      if (!(gg > 0) || gg * squaredRadius <= LITTLE * LITTLE * gained * gained) {
        return false;
      }
      aim(before == 0 ? 0 : gg / before);
      double toSphere = toSphere(room);
      double slope = -dot(s, gradient);
      double bend = dot(s, times(hessian, s, hs));
      double step = bend > 0 ? Math.min(toSphere, slope / bend) : toSphere;
      int bound = nearestBound(step);
      if (bound >= 0) {
        step = reach(bound);
      }
      double gain = step * (slope - step * bend / 2);
      advance(step);
      gained += Math.max(0, gain);
      if (bound >= 0) {
        hold(bound, s[bound]);
        left = free();
        before = 0;
      } else if (step < toSphere) {
        curvature = Math.min(curvature, bend / dot(s, s));
        before = gg;
        if (--left <= 0 || gain <= LITTLE * gained) {
          return false;
        }
      } else {
        return true;
      }
    }
    return false;
  }

  private int free() {
    int free = 0;
    for (int h : held) {
      free += h == 0 ? 1 : 0;
    }
    return free;
  }

  private double freeSquared(double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += held[i] == 0 ? x[i] * x[i] : 0;
    }
    return sum;
  }

  /** The next direction, s ← βs − ∇, zero where bounds hold. */
  private void aim(double beta) {
    for (int i = 0; i < n; i++) {
      s[i] = held[i] == 0 ? beta * s[i] - gradient[i] : 0;
    }
  }

  /** How far along s the sphere is. */
  private double toSphere(double room) {
    double ds = dot(d, s);
    double ss = dot(s, s);
    double root = Math.sqrt(ds * ds + ss * room);
    return ds < 0 ? (root - ds) / ss : room / (root + ds);
  }

  /** The coordinate that meets its bound first, before {@code step}; −1 if none does. */
  private int nearestBound(double step) {
    int nearest = -1;
    double least = step;
    for (int i = 0; i < n; i++) {
      if (s[i] != 0 && reach(i) < least) {
        least = reach(i);
        nearest = i;
      }
    }
    return nearest;
  }

  private double reach(int i) {
    return Math.max(0, ((s[i] > 0 ? high[i] : low[i]) - d[i]) / s[i]);
  }

  private void advance(double step) {
    for (int i = 0; i < n; i++) {
      d[i] = Math.min(high[i], Math.max(low[i], d[i] + step * s[i]));
    }
    add(step, hs, gradient);
  }

  private void hold(int i, double direction) {
    held[i] = direction > 0 ? 1 : -1;
    d[i] = direction > 0 ? high[i] : low[i];
  }

  /** On the sphere: d ← d cos θ + s sin θ of the free coordinates, s orthogonal to d and as long, downhill. */
  private void turnWhileItPays() {
    for (int rounds = 0; rounds < 2 * n + 10; rounds++) {
      double dd = freeSquared(d);
      double gg = freeSquared(gradient);
      double dg = 0;
      for (int i = 0; i < n; i++) {
        dg += held[i] == 0 ? d[i] * gradient[i] : 0;
      }
      double area = dd * gg - dg * dg;
      if (!(area > LITTLE * LITTLE * gained * gained)) {
        return;
      }
      double root = Math.sqrt(area);
      for (int i = 0; i < n; i++) {
        s[i] = held[i] == 0 ? (dg * d[i] - dd * gradient[i]) / root : 0;
      }
      int bound = -1;
      double most = 1;
      for (int i = 0; i < n; i++) {
        double t = s[i] == 0 && d[i] == 0 || held[i] != 0 ? 1 : Math.min(tangent(high[i], d[i], s[i]), tangent(-low[i], -d[i], -s[i]));
        if (t < most) {
          most = t;
          bound = i;
        }
      }
      if (most <= 0) {
        hold(bound, high[bound] - d[bound] <= d[bound] - low[bound] ? 1 : -1);
        continue;
      }
      double gain = turn(most, -root, dg, bound);
      gained += gain;
      if (gain <= LITTLE * gained && held(bound) == 0) {
        return;
      }
    }
  }

  private int held(int i) {
    return i < 0 ? 0 : held[i];
  }

  /** tan θ/2 of the first angle, at most a right one, at which d cos θ + s sin θ passes {@code most} ≥ d; 1 if none does. */
  private static double tangent(double most, double d, double s) {
    double over = d * d + s * s - most * most;
    if (!(over > 0)) {
      return 1;
    }
    double to = s + Math.sqrt(over);
    return to > 0 ? Math.min(1, Math.max(0, (most - d) / to)) : 1;
  }

  /** Turns by the best of the angles up to 2 atan(most); what that gains. */
  private double turn(double most, double sg, double dg, int bound) {
    times(hessian, s, hs);
    double[] moving = new double[n];
    for (int i = 0; i < n; i++) {
      moving[i] = held[i] == 0 ? d[i] : 0;
    }
    times(hessian, moving, hd);
    double[] terms = {dg, sg, dot(moving, hd), dot(s, hd), dot(s, hs)};
    double[] falls = new double[ANGLES + 1];
    int best = 0;
    for (int a = 1; a <= ANGLES; a++) {
      falls[a] = fall(most * a / ANGLES, terms);
      best = falls[a] > falls[best] ? a : best;
    }
    if (best == 0) {
      return 0;
    }
    double t = most * best / ANGLES;
    if (best < ANGLES) {
      double left = falls[best] - falls[best - 1];
      double right = falls[best] - falls[best + 1];
      double finer = most * (best + 0.5 * (left - right) / (left + right)) / ANGLES;
      t = fall(finer, terms) > falls[best] ? finer : t;
    }
    rotate(t);
    if (best == ANGLES && bound >= 0) {
      hold(bound, high[bound] - d[bound] <= d[bound] - low[bound] ? 1 : -1);
    }
    return fall(t, terms);
  }

  /** By how much the quadratic falls when d turns by 2 atan(t). */
  private static double fall(double t, double[] terms) {
    double cos1 = -2 * t * t / (1 + t * t);
    double sin = 2 * t / (1 + t * t);
    return -(cos1 * terms[0] + sin * terms[1] + (cos1 * cos1 * terms[2] + 2 * cos1 * sin * terms[3] + sin * sin * terms[4]) / 2);
  }

  private void rotate(double t) {
    double cos1 = -2 * t * t / (1 + t * t);
    double sin = 2 * t / (1 + t * t);
    for (int i = 0; i < n; i++) {
      if (held[i] == 0) {
        d[i] = Math.min(high[i], Math.max(low[i], d[i] + cos1 * d[i] + sin * s[i]));
      }
      gradient[i] += cos1 * hd[i] + sin * hs[i];
    }
  }
}
