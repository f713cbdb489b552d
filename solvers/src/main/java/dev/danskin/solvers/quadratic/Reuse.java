package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Takes over points of an old set, whose best is the origin, into a new design about the origin: the nearest first, each in the place
 * of the design's point whose denominator is largest, unless all are small (Powell: The BOBYQA algorithm, 2009, section 5).
 */
final class Reuse {
  /** A smaller denominator would make the set worse than it need be; that of a point which stays where it is would be 1. */
  private static final double ENOUGH = 0.05;

  private Reuse() {}

  /** Moves points of {@code design}; returns the indices of those that still need a value. */
  static int[] of(InterpolationSet old, InterpolationSet design, double reach, boolean[] oldUndefined, boolean[] undefined) {
    boolean[] known = new boolean[design.m];
    known[0] = true;
    design.f[0] = old.f[old.best];
    undefined[0] = oldUndefined[old.best];
    int[] near = IntStream.range(0, old.m).filter(k -> k != old.best && dot(old.y[k], old.y[k]) <= reach * reach).boxed()
        .sorted(Comparator.comparingDouble(k -> dot(old.y[k], old.y[k]))).mapToInt(k -> k).toArray();
    for (int k : near) {
      design.look(old.y[k]);
      int t = largest(design, known);
      if (t >= 0) {
        design.move(t, old.y[k], old.f[k]);
        known[t] = true;
        undefined[t] = oldUndefined[k];
      }
    }
    return IntStream.range(0, design.m).filter(k -> !known[k]).toArray();
  }

  private static int largest(InterpolationSet design, boolean[] known) {
    int largest = -1;
    double most = ENOUGH;
    for (int t = 0; t < design.m; t++) {
      if (!known[t] && design.denominator(t) > most) {
        most = design.denominator(t);
        largest = t;
      }
    }
    return largest;
  }
}
