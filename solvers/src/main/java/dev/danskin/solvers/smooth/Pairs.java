package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last m pairs of steps s and changes of gradients y, and H = B⁻¹ of L-BFGS: θ⁻¹ I updated by them (Nocedal: Updating quasi-Newton
 * matrices with limited storage; Math. Comp. 35, 1980). θ = yᵀy / sᵀy of the last pair.
 */
final class Pairs {
  /** A pair with sᵀy ≤ this · yᵀy tells nothing of curvature. */
  private static final double FLAT = Math.ulp(1.0);

  /** One pair; {@code sy} is sᵀy. */
  record Pair(double[] s, double[] y, double sy) {}

  private final int memory;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double theta = 1;

  Pairs(int memory) {
    this.memory = memory;
  }

  /** Takes the pair of a step, unless the curvature along it is not positive; the oldest leaves where there are m. */
  void learn(Place from, Place to) {
    add(Vectors.minus(to.x(), from.x()), Vectors.minus(to.gradient(), from.gradient()));
  }

  private void add(double[] s, double[] y) {
    double sy = Vectors.dot(s, y);
    double yy = Vectors.dot(y, y);
    if (!(sy > FLAT * yy) || !Double.isFinite(yy / sy)) {
      return;
    }
    if (pairs.size() == memory) {
      pairs.removeFirst();
    }
    pairs.addLast(new Pair(s, y, sy));
    theta = yy / sy;
  }

  /** The pairs' parts at the variables {@code free}. */
  Pairs among(int[] free) {
    Pairs some = new Pairs(memory);
    for (Pair p : pairs) {
      some.add(Free.gathered(p.s, free), Free.gathered(p.y, free));
    }
    return some;
  }

  void clear() {
    pairs.clear();
    theta = 1;
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  double theta() {
    return theta;
  }

  /** The oldest first. */
  List<Pair> list() {
    return new ArrayList<>(pairs);
  }

  /** q ← H q by the two loops; overwrites and returns q. */
  double[] inverseTimes(double[] q) {
    double[] alpha = new double[pairs.size()];
    int i = alpha.length;
    for (var newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair p = newest.next();
      alpha[--i] = Vectors.dot(p.s, q) / p.sy;
      Vectors.add(-alpha[i], p.y, q);
    }
    Vectors.scale(1 / theta, q);
    for (Pair p : pairs) {
      Vectors.add(alpha[i++] - Vectors.dot(p.y, q) / p.sy, p.s, q);
    }
    return q;
  }

  Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("pairs", pairs.size());
    int i = 0;
    for (Pair p : pairs) {
      all = all.with("s-" + i, p.s).with("y-" + i++, p.y);
    }
    return all;
  }

  void restore(Snapshot saved, int n) {
    clear();
    int k = saved.count("pairs", memory);
    for (int i = 0; i < k; i++) {
      add(saved.doubles("s-" + i, n), saved.doubles("y-" + i, n));
    }
  }
}
